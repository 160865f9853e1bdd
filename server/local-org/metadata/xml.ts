import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  trimValues: true,
});

/** One element of a metadata file: text and children by name, always as lists. */
export class XmlElement {
  readonly #content: unknown;

  constructor(content: unknown) {
    this.#content = content;
  }

  /** The children of that name, in order; none gives an empty list. */
  all(name: string): readonly XmlElement[] {
    if (typeof this.#content !== 'object' || this.#content === null) return [];
    const value: unknown = Reflect.get(this.#content, name);
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((item: unknown) => new XmlElement(item));
  }

  one(name: string): XmlElement | undefined {
    return this.all(name)[0];
  }

  /** The element's own text; '' for an empty element. */
  get content(): string {
    return typeof this.#content === 'string' ? this.#content : '';
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

/** @throws Error when the root element is another one, or the file is no XML. */
export const readXml = (file: string, root: string): XmlElement => {
  const text = readFileSync(file, 'utf8');
  SyntaxValidator.validate(text);
  const parsed: unknown = parser.parse(text);
  const element = new XmlElement(parsed).one(root);
  if (element === undefined) throw new Error(`${file}: expected <${root}>`);
  return element;
};
