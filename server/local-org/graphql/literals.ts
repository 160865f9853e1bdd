/**
 * SOQL literals of GraphQL's argument values. Values never reach SOQL unescaped, so a value can hold any text.
 * Source: SOQL and SOSL Reference, "Quoted String Escape Sequences".
 */

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** `'O\'Brien'` */
export const textLiteral = (text: string): string =>
  `'${text.replace(/[\\'\n\r\t\b\f]/g, (character) => escapes[character] ?? character)}'`;

/** Plain digits: SOQL knows no exponents. */
export const numberLiteral = (number: number): string =>
  /e/i.test(String(number))
    ? number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : String(number);
