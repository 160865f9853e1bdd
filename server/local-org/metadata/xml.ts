import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  parseTagValue: false,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  trimValues: true,
  // Character references (&#39;) too, not only the five named ones.
  htmlEntities: true,
});

/** How the parser keeps order: an object of one key, the element's name (`#text` for text), attributes under `:@`. */
type ParsedNode = Readonly<Record<string, unknown>>;
/** Under which the parser notes where an element begins; its types call the symbol an object. */
const place: unknown = XMLParser.getMetaDataSymbol();

const nodes = (value: unknown): readonly ParsedNode[] =>
  Array.isArray(value) ? value.filter((item): item is ParsedNode => typeof item === 'object' && item !== null) : [];

const nameOf = (node: ParsedNode): string => Object.keys(node).find((key) => key !== ':@') ?? '';

const startOf = (node: ParsedNode): number => {
  const found: unknown = typeof place === 'symbol' ? Reflect.get(node, place) : undefined;
  if (typeof found !== 'object' || found === null) return 0;
  const start: unknown = Reflect.get(found, 'startIndex');
  return typeof start === 'number' ? start : 0;
};

/** The line of each character that begins one; the first line is 1. */
const lineFinder = (text: string): ((index: number) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (index) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
};

/** One element of a metadata file: text and children by name, always as lists, and the line where it stands. */
export class XmlElement {
  readonly name: string;
  /** Every child element, in the file's order. */
  readonly elements: readonly XmlElement[];
  /** The element's own text; '' for an empty element. */
  readonly content: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Line of its start tag in the file, from 1 on. */
  readonly line: number;

  constructor(node: ParsedNode, lineOf: (index: number) => number) {
    this.name = nameOf(node);
    const children = nodes(node[this.name]);
    this.elements = children.filter((child) => nameOf(child) !== '#text').map((child) => new XmlElement(child, lineOf));
    this.content = children
      .filter((child) => nameOf(child) === '#text')
      .map((child) => String(child['#text']))
      .join('');
    const attributes: unknown = node[':@'];
    this.attributes =
      typeof attributes === 'object' && attributes !== null
        ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
        : {};
    this.line = lineOf(startOf(node));
  }

  /** The children of that name, in order; none gives an empty list. */
  all(name: string): readonly XmlElement[] {
    return this.elements.filter((element) => element.name === name);
  }

  one(name: string): XmlElement | undefined {
    return this.elements.find((element) => element.name === name);
  }

  text(name: string): string | undefined {
    return this.one(name)?.content;
  }

  texts(name: string): readonly string[] {
    return this.all(name).map((element) => element.content);
  }

  flag(name: string): boolean {
    return this.text(name) === 'true';
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined || text === '' ? undefined : Number(text);
  }
}

/**
 * The root element of a text.
 * @throws Error when the text is no XML, or has no element.
 */
export const parseXml = (text: string): XmlElement => {
  SyntaxValidator.validate(text);
  const parsed: unknown = parser.parse(text);
  const root = nodes(parsed).find((node) => nameOf(node) !== '#text');
  if (root === undefined) throw new Error('expected an XML element');
  return new XmlElement(root, lineFinder(text));
};
