/** Of an address that Salesforce takes (16,384 bytes with the headers), what is left for the query in it. */
export const mostQueryBytes = 12_000;

/** Length of a query as it stands in an address. */
export const queryBytes = (soql: string): number => new URLSearchParams({ q: soql }).toString().length;

/**
 * Splits fields over several queries, each of which fits an address; what tells a record and its state apart is in all.
 * @param keys The fields that every part carries: `Id`, and the stamp where there is one.
 * @param most Bytes that the fields of one query may take, as they stand in the address.
 */
export const fieldParts = (
  fields: readonly string[],
  keys: readonly string[],
  most: number,
): readonly (readonly string[])[] => {
  if (queryBytes(fields.join(', ')) <= most) return [fields];
  const parts: string[][] = [];
  let part: string[] = [...keys];
  for (const field of fields) {
    if (keys.includes(field)) continue;
    if (part.length > keys.length && queryBytes([...part, field].join(', ')) > most) {
      parts.push(part);
      part = [...keys];
    }
    part.push(field);
  }
  return [...parts, part];
};
