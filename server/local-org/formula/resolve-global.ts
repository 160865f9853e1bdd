import { FormulaError } from './formula-error.ts';
import type { Field, Schema } from '../metadata/schema.ts';
import { type FormulaType, typeOfField } from './types.ts';

export interface ResolvedGlobal {
  readonly type: FormulaType;
  readonly path: readonly string[];
  readonly field?: Field;
}

/** Globals that are one record each, by the object they are of. */
const records: Readonly<Record<string, { readonly root: string; readonly object: string }>> = {
  $user: { root: '$User', object: 'User' },
  $profile: { root: '$Profile', object: 'Profile' },
  $userrole: { root: '$UserRole', object: 'UserRole' },
  $organization: { root: '$Organization', object: 'Organization' },
  $recordtype: { root: '$RecordType', object: 'RecordType' },
};

/** What is text whatever it is called. */
const texts: Readonly<Record<string, string>> = { $label: '$Label', $api: '$Api' };

const ofRecord = (
  schema: Schema,
  { root, object }: { readonly root: string; readonly object: string },
  names: readonly string[],
): ResolvedGlobal | undefined => {
  const [name = ''] = names;
  if (names.length !== 1 || name === '') return undefined;
  const described = schema.object(object);
  // The schema may leave out objects that only the setup has; all that formulas ask of them is text.
  if (described === undefined) return { type: 'text', path: [root, name] };
  const field = described.fields.get(name.toLowerCase());
  const type = field === undefined ? undefined : typeOfField(field);
  return field === undefined || type === undefined ? undefined : { type, path: [root, field.name], field };
};

/** `$Setup.Limits__c.Rows__c`, `$CustomMetadata.Rule__mdt.First.Rows__c`: a field of a setting's object. */
const ofSetting = (
  schema: Schema,
  root: string,
  names: readonly string[],
  length: number,
): ResolvedGlobal | undefined => {
  const [object = ''] = names;
  const field = schema.object(object)?.fields.get((names.at(-1) ?? '').toLowerCase());
  const type = field === undefined ? undefined : typeOfField(field);
  if (names.length !== length || field === undefined || type === undefined) return undefined;
  return { type, path: [root, ...names.slice(0, -1), field.name], field };
};

const find = (
  schema: Schema,
  name: string,
  permissions: ReadonlySet<string> | undefined,
): ResolvedGlobal | undefined => {
  const [root = '', ...names] = name.split('.');
  const key = root.toLowerCase();
  const record = records[key];
  if (record !== undefined) return ofRecord(schema, record, names);
  const text = texts[key];
  if (text !== undefined) return names.length > 0 ? { type: 'text', path: [text, ...names] } : undefined;
  const [only = ''] = names;
  switch (key) {
    case '$permission': {
      const known = only !== '' && (permissions === undefined || permissions.has(only));
      return known ? { type: 'boolean', path: ['$Permission', only] } : undefined;
    }
    case '$setup':
      return ofSetting(schema, '$Setup', names, 2);
    case '$custommetadata':
      return ofSetting(schema, '$CustomMetadata', names, 3);
    case '$system':
      return only.toLowerCase() === 'origindatetime'
        ? { type: 'datetime', path: ['$System', 'OriginDateTime'] }
        : undefined;
    default:
      return undefined;
  }
};

/**
 * What a global (`$User.Id`) is.
 * @param permissions names of the org's custom permissions; undefined: any is taken
 * @throws FormulaError of kind `meaning` when there is none.
 */
export const resolveGlobal = (
  schema: Schema,
  name: string,
  position: number,
  permissions?: ReadonlySet<string>,
): ResolvedGlobal => {
  const found = find(schema, name, permissions);
  if (found === undefined) {
    throw new FormulaError('meaning', `Field ${name} does not exist. Check spelling.`, position);
  }
  return found;
};
