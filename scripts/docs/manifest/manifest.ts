import type { PackageContents } from '../../../server/local-org/metadata/package/component.ts';

const version = '67.0';
/** Parts of others, which nobody retrieves alone; rules of an object are named each, since `SharingRules` would do for all. */
const withinOthers = new Set(['CustomLabels', 'SharingRules']);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&apos;');

/** The package's manifest: every component by type and name, as `sf project retrieve` and `deploy` take it. */
export const manifest = ({ components }: PackageContents): string => {
  const named = components.filter(({ type }) => !withinOthers.has(type));
  const types = [...Map.groupBy(named, ({ type }) => type)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const lines = types.flatMap(([type, members]) => [
    '    <types>',
    ...[...new Set(members.map(({ fullName }) => fullName))]
      .toSorted()
      .map((fullName) => `        <members>${escaped(fullName)}</members>`),
    `        <name>${type}</name>`,
    '    </types>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    `    <version>${version}</version>`,
    '</Package>',
    '',
  ].join('\n');
};
