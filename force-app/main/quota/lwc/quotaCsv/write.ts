/**
 * A cell of an export. Text that a spreadsheet would take for a formula (beginning with = + - @, a tab or a carriage
 * return) gets an apostrophe before it, which the import takes off again; quotes where the cell needs them.
 */
export const csvCell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A file for spreadsheets: byte order mark, commas, CRLF. */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
