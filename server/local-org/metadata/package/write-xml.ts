import type { XmlElement } from '../xml.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Names of namespaces say nothing about the metadata; `xsi:type` and `xsi:nil` do. */
const attributesOf = (element: XmlElement): string =>
  Object.entries(element.attributes)
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');

const innerXml = (element: XmlElement, leftOut: ReadonlySet<string>): string =>
  element.elements.length === 0
    ? escaped(element.content)
    : element.elements
        .filter(({ name }) => !leftOut.has(name))
        // Only elements of one name have an order that means something.
        .toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
        .map((child) => `<${child.name}${attributesOf(child)}>${innerXml(child, new Set())}</${child.name}>`)
        .join('\n');

/**
 * One text for everything that means the same: whatever the file's white space, the order of differently named
 * elements, and the root's name (`fields` in an object's file, `CustomField` in its own).
 * @param leftOut children of the root that are components of their own
 */
export const canonicalXml = (root: XmlElement, name: string, leftOut: ReadonlySet<string> = new Set()): string =>
  `<${name}>${innerXml(root, leftOut)}</${name}>\n`;
