import type { Table } from '../csv/table.ts';
import { existingKey, comparableKey, isReference, mapFields, type Draft, type DraftValue } from '../draft.ts';
import { standardPricebook } from '../existing-rows.ts';

const column = (table: Table | undefined, name: string): ((values: readonly string[]) => string) => {
  const index = table?.columns.findIndex((other) => other.toLowerCase() === name) ?? -1;
  return (values) => values[index] ?? '';
};

/** Profiles of the local org; other names of an export are not ours. */
const knownProfiles: readonly string[] = ['System Administrator', 'Standard User', 'Minimum Access'];

/** Objects of which the org has rows of its own that an export's rows may stand for. */
export const namedRows: ReadonlySet<string> = new Set(['Pricebook2', 'Profile']);

/**
 * Rows of an export that stand for something the org has already: the standard price book, and profiles by name.
 * References to them are bent to the org's own rows, and the rows themselves are not written.
 */
export const aliasesOf = (tables: ReadonlyMap<string, Table>): ((drafts: readonly Draft[]) => readonly Draft[]) => {
  const aliases = new Map<string, string>();
  const books = tables.get('Pricebook2');
  for (const { values } of books?.rows ?? []) {
    if (column(books, 'isstandard')(values).toLowerCase() === 'true') {
      aliases.set(
        `Pricebook2\n${comparableKey(column(books, 'id')(values))}`,
        existingKey('Pricebook2', standardPricebook),
      );
    }
  }
  const profiles = tables.get('Profile');
  for (const { values } of profiles?.rows ?? []) {
    const name = column(profiles, 'name')(values);
    if (!knownProfiles.includes(name)) continue;
    aliases.set(`Profile\n${comparableKey(column(profiles, 'id')(values))}`, existingKey('Profile', name));
  }
  const bent = (value: DraftValue): DraftValue | undefined => {
    if (!isReference(value)) return value;
    for (const object of value.objects) {
      const alias = aliases.get(`${object}\n${comparableKey(value.key)}`);
      if (alias !== undefined) return { objects: [object], key: alias };
    }
    // A profile that the org does not have: the person's place in the role tree decides instead.
    return value.objects.includes('Profile') ? undefined : value;
  };
  return (drafts) =>
    drafts
      .filter(({ object, key }) => !(key !== undefined && aliases.has(`${object}\n${comparableKey(key)}`)))
      .map((draft) => mapFields(draft, bent));
};
