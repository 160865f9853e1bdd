import type { Field, SObject } from '../../metadata/schema.ts';
import type { Id, RecordError } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import { quoted, type Row } from '../columns.ts';
import { fold } from '../fold.ts';
import type { Kernel } from '../kernel.ts';
import { raw, sql } from '../sql.ts';
import { comparable, type Table } from '../tables.ts';

const required = new WeakMap<SObject, readonly Field[]>();
const unique = new WeakMap<SObject, readonly Field[]>();

/** A list made once per object: these checks run for every row of a large load. */
const once = (
  cache: WeakMap<SObject, readonly Field[]>,
  object: SObject,
  test: (field: Field) => boolean,
): readonly Field[] => {
  const known = cache.get(object) ?? [...object.fields.values()].filter(test);
  cache.set(object, known);
  return known;
};

/** What the org itself fills in is never missing in a request. */
const isDemanded = (field: Field): boolean => !field.nillable && (field.createable || field.masterDetail);

export const missingFields = (object: SObject, row: Row): readonly RecordError[] => {
  const fields = once(required, object, isDemanded);
  const missing = fields.filter((field) => (row[field.name] ?? null) === null).map((field) => field.name);
  if (missing.length === 0) return [];
  return [
    {
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${missing.join(', ')}]`,
      fields: missing,
    },
  ];
};

export const duplicates = (kernel: Kernel, table: Table, row: Row): readonly RecordError[] =>
  once(unique, table.object, (field) => field.unique).flatMap((field): readonly RecordError[] => {
    const value = row[field.name] ?? null;
    if (value === null) return [];
    const key = typeof value === 'string' && !field.caseSensitive ? fold(value) : value;
    // A deleted record gives its value free: who needs the key again need not empty the recycle bin.
    const alive = table.object.fields.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
    const other = kernel.database.row(
      `SELECT "Id" FROM ${table.name} t WHERE ${comparable('t', field)} = ? AND "Id" <> ?${alive} LIMIT 1`,
      [key, row['Id'] ?? ''],
    );
    if (other === undefined) return [];
    if (table.object.name === 'User') {
      return [
        {
          statusCode: 'DUPLICATE_USERNAME',
          message:
            'Duplicate Username.<br>The username already exists in this or another Salesforce organization. ' +
            'Usernames must be unique across all Salesforce organizations. To resolve, use a different username ' +
            "(it doesn't need to match the user's email address). ",
          fields: [field.name],
        },
      ];
    }
    return [
      {
        statusCode: 'DUPLICATE_VALUE',
        message: `duplicate value found: ${field.name} duplicates value on record with id: ${String(other['Id'])}`,
        fields: [field.name],
      },
    ];
  });

/** Nobody who has left is given a record; records that they still own may be changed otherwise. */
export const inactiveOwner = (
  { database }: Kernel,
  { label }: SObject,
  row: Row,
  names: Iterable<string>,
): readonly RecordError[] => {
  const owner = row['OwnerId'];
  if (typeof owner !== 'string' || ![...names].includes('OwnerId')) return [];
  if (database.row('SELECT "IsActive" AS active FROM "User" WHERE "Id" = ?', [owner])?.['active'] !== 0) return [];
  return [
    {
      statusCode: 'INACTIVE_OWNER_OR_USER',
      message: `operation performed with inactive user [${owner}] as owner of ${label.toLowerCase()}`,
      fields: [],
    },
  ];
};

/** Looks up, for one request, whether referenced records exist and may be seen; each id is asked for once. */
export class ReferenceCheck {
  readonly #kernel: Kernel;
  readonly #actor: OrgActor;
  readonly #known = new Map<Id, RecordError | null>();

  constructor(kernel: Kernel, actor: OrgActor) {
    this.#kernel = kernel;
    this.#actor = actor;
  }

  /** Errors of the lookups among `names`. */
  errors(object: SObject, row: Row, names: Iterable<string>): readonly RecordError[] {
    const found: RecordError[] = [];
    for (const name of names) {
      const field = object.fields.get(name.toLowerCase());
      const value = row[name];
      if (field?.type !== 'reference' || typeof value !== 'string') continue;
      const error = this.#check(field, value);
      if (error !== null) found.push(error);
    }
    return found;
  }

  #check(field: Field, id: Id): RecordError | null {
    const known = this.#known.get(id);
    const target = this.#kernel.schema.objectOfId(id);
    if (target === undefined || !field.referenceTo.includes(target.name)) {
      return {
        statusCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: `${field.label}: id value of incorrect type: ${id}`,
        fields: [field.name],
      };
    }
    if (known !== undefined) return known;
    const error = this.#missing(target, id);
    this.#known.set(id, error);
    return error;
  }

  #missing(target: SObject, id: Id): RecordError | null {
    const { database, access } = this.#kernel;
    const alive = target.fields.has('isdeleted') ? ' AND t."IsDeleted" = 0' : '';
    const exists = database.row(`SELECT 1 AS one FROM ${quoted(target.name)} t WHERE t."Id" = ?${alive}`, [id]);
    if (exists === undefined) {
      return { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] };
    }
    const condition = access.condition(this.#actor, target, 't', 'read');
    if (condition === undefined) return null;
    const visible = sql`SELECT 1 AS one FROM ${raw(quoted(target.name))} t WHERE t."Id" = ${id} AND ${condition}`;
    if (database.row(visible.text, visible.parameters) !== undefined) return null;
    return {
      statusCode: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
      message: `insufficient access rights on cross-reference id: ${id}`,
      fields: [],
    };
  }
}
