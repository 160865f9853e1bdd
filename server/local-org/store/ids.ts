/** The suffix's alphabet: each character holds the upper/lower case of five others. */
const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const isUpperCase = (character: string): boolean => character >= 'A' && character <= 'Z';

/** The 3-character checksum of a 15-character id, which makes it safe without regard to case. */
export const idSuffix = (id15: string): string => {
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      if (isUpperCase(id15.charAt(block + index))) bits |= 1 << index;
    }
    suffix += suffixAlphabet.charAt(bits);
  }
  return suffix;
};

/**
 * The 18-character form of an id, or undefined where it is none: wrong length, foreign characters, wrong checksum.
 * 15 characters are case-sensitive; of 18 the suffix repairs the case, as Salesforce does.
 */
export const toId18 = (id: string): string | undefined => {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(id)) return undefined;
  if (id.length === 15) return id + idSuffix(id);
  const suffix = id.slice(15).toUpperCase();
  let repaired = '';
  for (let index = 0; index < 15; index += 1) {
    const bits = suffixAlphabet.indexOf(suffix.charAt(Math.floor(index / 5)));
    if (bits < 0) return undefined;
    const character = id.charAt(index);
    repaired += (bits >> (index % 5)) & 1 ? character.toUpperCase() : character.toLowerCase();
  }
  return idSuffix(repaired) === suffix ? repaired + suffix : undefined;
};

/** The n-th id under a key prefix. Ids of one object sort in the order of their making. */
export const makeId = (keyPrefix: string, sequence: number): string => {
  let rest = sequence;
  let digits = '';
  for (let index = 0; index < 9; index += 1) {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  const id15 = `${keyPrefix}000${digits}`;
  return id15 + idSuffix(id15);
};
