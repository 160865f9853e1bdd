/** Characters as people count them in Salesforce: code points, so an emoji of one code point counts once. */
export const characterCount = (text: string): number =>
  text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);

/** The first so many characters; a pair that makes one character is never cut in two. */
export const firstCharacters = (text: string, count: number): string => Array.from(text).slice(0, count).join('');

/**
 * Takes off the apostrophe that exports put before text which a spreadsheet would run as a formula.
 * `'=1+1` → `=1+1`; other text stays byte for byte.
 */
export const withoutFormulaGuard = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** `Zoë O'Fallon` → `zoe.ofallon`, `Jörg Groß` → `joerg.gross`: for user names and addresses. */
export const slug = (text: string): string =>
  text
    .replaceAll(/[ßÄäÖöÜüØøŁłĐđÆæı]/g, (sign) => plainLetters[sign] ?? sign)
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.|\.$/g, '');

const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  Ä: 'Ae',
  ä: 'ae',
  Ö: 'Oe',
  ö: 'oe',
  Ü: 'Ue',
  ü: 'ue',
  ı: 'i',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Æ: 'Ae',
  æ: 'ae',
};
