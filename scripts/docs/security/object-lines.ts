import type { Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import type { SObject } from '../../../server/local-org/metadata/schema.ts';
import { inWords, table } from './markdown.ts';
import { owners } from './owners.ts';
import type { Persona } from './personas.ts';
import { masterOf, reachOf, type Action } from './reach.ts';
import { ruleInWords } from './rules.ts';

/** An object of the package of which the table of owners says nothing, or one that is no object of the package. */
export class UnknownOwnerError extends Error {
  override readonly name = 'UnknownOwnerError';
}

const defaults: Readonly<Record<SObject['sharingModel'], string>> = {
  Private: 'Private',
  Read: 'Public Read Only',
  ReadWrite: 'Public Read/Write',
  ControlledByParent: 'Controlled by Parent',
};

/** The package's own objects, by name. */
export const packageObjects = ({ objects }: Metadata): readonly SObject[] =>
  objects.filter(({ name }) => name.startsWith('Takt_')).toSorted((a, b) => (a.name < b.name ? -1 : 1));

const ownerOf = (object: SObject): string => {
  const link = masterOf(object);
  if (link !== undefined) return `none: follows ${inWords(link.referenceTo[0] ?? '')}`;
  const owner = owners[object.name];
  if (owner === undefined) {
    throw new UnknownOwnerError(`Say in scripts/docs/security/owners.ts who owns the rows of ${object.name}.`);
  }
  return owner;
};

/** `all: admin, service · own: rep`, `–` for nobody. */
const who = (metadata: Metadata, personas: readonly Persona[], object: SObject, action: Action): string => {
  const reached = Map.groupBy(personas, (persona) => reachOf(metadata, persona, object, action));
  const parts = (['all', 'opened', 'own'] as const).flatMap((reach) => {
    const names = (reached.get(reach) ?? []).map(({ name }) => name).join(', ');
    if (names === '') return [];
    return [action === 'create' ? names : `${reach}: ${names}`];
  });
  return parts.length === 0 ? '–' : parts.join(' · ');
};

/** One line per object: default, owner, and who reads, creates, edits and deletes, by which rule. */
export const objectLines = (metadata: Metadata, personas: readonly Persona[]): string => {
  const objects = packageObjects(metadata);
  const unknown = Object.keys(owners).filter((name) => !objects.some((object) => object.name === name));
  if (unknown.length > 0) {
    throw new UnknownOwnerError(`scripts/docs/security/owners.ts names what does not exist: ${unknown.join(', ')}.`);
  }
  const rows = objects.map((object) => {
    const rules = metadata.sharingRules.filter((rule) => rule.object === object.name).map(ruleInWords);
    const told = (action: Action): string => who(metadata, personas, object, action);
    return [
      inWords(object.name),
      defaults[object.sharingModel],
      ownerOf(object),
      told('read'),
      told('create'),
      told('edit'),
      told('delete'),
      rules.length === 0 ? '–' : rules.join('; '),
    ];
  });
  return table(['object', 'default', 'owner', 'reads', 'creates', 'edits', 'deletes', 'opened further'], rows);
};
