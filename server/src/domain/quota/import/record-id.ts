const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three characters that make a case-sensitive id of 15 safe where case is lost: one bit per capital letter. */
function suffixOf(id: string): string {
  const bitsOf = (start: number): number =>
    [0, 1, 2, 3, 4].reduce((bits, place) => bits + (/[A-Z]/.test(id.charAt(start + place)) ? 2 ** place : 0), 0);
  return [0, 5, 10].map((start) => CHECK.charAt(bitsOf(start))).join('');
}

/**
 * A record id as the CRM writes it in 18 characters, from 15 or 18; undefined for what is none, or for 18 characters
 * whose last three do not fit the rest (a typing error, or lost case).
 */
export function recordId(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(text)) return undefined;
  const id = text.slice(0, 15) + suffixOf(text.slice(0, 15));
  return text.length === 15 || text === id ? id : undefined;
}
