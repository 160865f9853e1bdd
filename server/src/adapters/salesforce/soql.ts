/** Text as a SOQL literal: quotes and backslashes escaped, control characters as SOQL writes them. */
export const soqlText = (text: string): string => {
  const escaped = text.replaceAll(
    /[\\'"\n\r\t\b\f]/g,
    (character) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' })[character] ?? `\\${character}`,
  );
  return `'${escaped}'`;
};

/** A list for IN (…). */
export const soqlList = (texts: readonly string[]): string => `(${texts.map(soqlText).join(', ')})`;

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** An instant as a SOQL literal, which stands without quotes: so it is checked, not escaped. */
export const soqlInstant = (instant: string): string => {
  if (!instantPattern.test(instant)) throw new RangeError(`Not an instant: ${instant}`);
  return instant;
};
