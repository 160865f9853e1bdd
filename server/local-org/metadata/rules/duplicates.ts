import type { XmlElement } from '../xml.ts';

/** The elements whose key an earlier one has, letter case aside. */
export const repeated = (
  elements: Iterable<XmlElement>,
  keyOf: (element: XmlElement) => string | undefined,
): readonly XmlElement[] => {
  const seen = new Set<string>();
  const again: XmlElement[] = [];
  for (const element of elements) {
    const key = keyOf(element)?.toLowerCase();
    if (key === undefined) continue;
    if (seen.has(key)) again.push(element);
    seen.add(key);
  }
  return again;
};
