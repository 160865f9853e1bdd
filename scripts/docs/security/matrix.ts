import type { Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import { inWords, table } from './markdown.ts';
import { packageObjects } from './object-lines.ts';
import type { Persona } from './personas.ts';

const letters = [
  ['create', 'C'],
  ['read', 'R'],
  ['edit', 'E'],
  ['delete', 'D'],
  ['viewAll', 'V'],
  ['modifyAll', 'M'],
] as const;

/** What a persona may do with an object, in letters: `CRE`; `–` for nothing. */
export const lettersOf = (persona: Persona, object: string): string => {
  const may = letters.filter(([action]) => persona.rights.may(action, object)).map(([, letter]) => letter);
  return may.length === 0 ? '–' : may.join('');
};

/** Objects of Salesforce's own that the package's permission sets open. */
const standardObjects = ({ permissionSets }: Metadata): readonly string[] =>
  [...new Set(permissionSets.flatMap(({ objects }) => objects.map(({ object }) => object)))]
    .filter((name) => !name.startsWith('Takt_'))
    .toSorted();

/** Object × persona. */
export const objectMatrix = (metadata: Metadata, personas: readonly Persona[]): string => {
  const names = [...packageObjects(metadata).map(({ name }) => name), ...standardObjects(metadata)];
  return table(
    ['object', ...personas.map(({ name }) => name)],
    names.map((name) => [inWords(name), ...personas.map((persona) => lettersOf(persona, name))]),
  );
};
