/** A table of Markdown; `|` in cells is escaped. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
};

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

/** `Takt_Scope__c` → `Takt Scope`; `Scope_Type__c` → `Scope Type`. */
export const inWords = (apiName: string): string => apiName.replace(/__c$/, '').replaceAll('_', ' ');
