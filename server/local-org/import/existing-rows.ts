import type { Org } from '../org.ts';
import type { KeyRing } from './key-ring.ts';
import { existingKey, isReference, type Draft } from './draft.ts';
import { allRows, textField } from './match-existing.ts';

/** The price book that every org has; exports and mappings call it by this name whatever its label is. */
export const standardPricebook = 'Standard Price Book';

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Finds the org's own rows (profiles, the standard price book) that drafts refer to by name. */
export const noteExistingRows = (org: Org, drafts: readonly Draft[], keys: KeyRing): void => {
  const wanted = new Map<string, { object: string; name: string }>();
  const note = (object: string, key: string): void => {
    const prefix = existingKey(object, '');
    if (key.startsWith(prefix)) wanted.set(key, { object, name: key.slice(prefix.length) });
  };
  for (const draft of drafts) {
    for (const value of draft.fields.values()) {
      if (!isReference(value)) continue;
      for (const object of value.objects) note(object, value.key);
    }
  }
  for (const [key, { object, name }] of wanted) {
    const nameField = [...(org.schema.object(object)?.fields.values() ?? [])].find((field) => field.nameField)?.name;
    const where =
      object === 'Pricebook2' && name === standardPricebook
        ? 'IsStandard = true'
        : `${nameField ?? 'Name'} = ${quoted(name)}`;
    const [row] = allRows(org, `SELECT Id FROM ${object} WHERE ${where} LIMIT 1`);
    if (row !== undefined) keys.add(object, key, textField(row, 'Id'));
  }
};
