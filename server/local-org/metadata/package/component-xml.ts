import { parseXml, type XmlElement } from '../xml.ts';
import type { Component, PackageFiles, Problem } from './component.ts';
import { innerComponents, objectChildren } from './source-types.ts';

/** Where a problem of reading is, before the component behind it is known. */
export interface Place {
  readonly type: string;
  readonly fullName: string;
  readonly file: string;
}

export const fileProblem = (place: Place, rule: string, message: string, line?: number): Problem => ({
  rule,
  severity: 'error',
  line,
  message,
  ...place,
});

/** Types whose files the CLI reads and writes anew, so that the org never sees their text. */
const rewritten = new Set(['CustomObject', ...objectChildren.map(({ type }) => type)]);

const bareAmpersand = /&(?!#?\w+;)/g;

const lineOf = (error: unknown): number | undefined => {
  const line: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'line') : undefined;
  return typeof line === 'number' ? line : undefined;
};

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/** The root element of a component's file, or what is wrong with it. */
export const componentXml = (
  files: PackageFiles,
  place: Place,
  root: string,
): { readonly xml?: XmlElement; readonly problem?: Problem } => {
  try {
    const xml = parseXml(files.text(place.file));
    const declared = xml.attributes['xmlns'];
    if (xml.name.replace(/^.*:/, '') !== root) {
      const message = `The file begins with <${xml.name}>; a ${place.type} begins with <${root}>.`;
      return { problem: fileProblem(place, 'root-element', message, xml.line) };
    }
    if (declared !== undefined && declared !== namespace) {
      return { problem: fileProblem(place, 'root-element', `The file's xmlns is not ${namespace}.`, xml.line) };
    }
    return { xml };
  } catch (error) {
    const healed = rewritten.has(place.type) ? withAmpersands(files.text(place.file), place, error) : undefined;
    if (healed !== undefined) return healed;
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: fileProblem(place, 'well-formed-xml', `The file is no XML: ${reason}`, lineOf(error)) };
  }
};

/** An `&` that should be `&amp;`: the CLI mends it on its way, so it is only worth a warning there. */
const withAmpersands = (
  text: string,
  place: Place,
  error: unknown,
): { readonly xml: XmlElement; readonly problem: Problem } | undefined => {
  if (!bareAmpersand.test(text)) return undefined;
  try {
    const xml = parseXml(text.replaceAll(bareAmpersand, '&amp;'));
    const message = 'The file has a bare & in its text; XML wants &amp; there.';
    return { xml, problem: { ...fileProblem(place, 'well-formed-xml', message, lineOf(error)), severity: 'warning' } };
  } catch {
    return undefined;
  }
};

/** The components that stand inside another one's file, such as each label of a file of labels. */
export const componentsInside = (parent: Component): readonly Component[] => {
  const inner = innerComponents[parent.type];
  if (inner === undefined || parent.xml === undefined) return [];
  return parent.xml.elements.flatMap((xml): readonly Component[] => {
    const type = inner[xml.name];
    const name = xml.text('fullName');
    if (type === undefined || name === undefined) return [];
    const fullName = parent.type === 'CustomLabels' ? name : `${parent.fullName}.${name}`;
    return [{ type, fullName, file: parent.file, xml, contents: [] }];
  });
};
