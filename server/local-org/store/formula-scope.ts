import { fieldResult, type FormulaScope } from '../formula/index.ts';
import { relationshipField } from '../metadata/registry.ts';
import type { Field, SObject } from '../metadata/schema.ts';
import type { FieldValue, Id } from '../org.ts';
import type { OrgActor } from '../security/actors.ts';
import { decoder, quoted, storageOf, type Row, type SqlValue } from './columns.ts';
import { scaledText } from './decimals.ts';
import type { Kernel } from './kernel.ts';

/** As the REST API shows it, but numbers as their exact digits. */
const decoded = (field: Field, value: SqlValue): FieldValue =>
  storageOf(field) === 'scaled' && (typeof value === 'number' || typeof value === 'bigint')
    ? scaledText(value, field.scale)
    : decoder(field)(value);

/** What formulas find beyond the record itself: parents, the user and what belongs to them. Each row is read once. */
export class FormulaSurroundings {
  readonly #kernel: Kernel;
  readonly #actor: OrgActor;
  readonly #now: number;
  readonly #rows = new Map<Id, Row | undefined>();

  constructor(kernel: Kernel, actor: OrgActor, now: number) {
    this.#kernel = kernel;
    this.#actor = actor;
    this.#now = now;
  }

  /** A record's scope; `before` is its row before the change. Formulas see every field and parent, whoever asks. */
  scope(object: SObject, row: Row, before?: Row): FormulaScope {
    return {
      field: (path) => this.#valueAt(object, row, path),
      ...(before === undefined ? {} : { prior: (name: string) => this.#valueAt(object, before, [name]) }),
      global: (path) => this.global(path),
      isNew: before === undefined,
      today: this.#kernel.clock.today(),
      now: this.#now,
      timeZone: this.#actor.timeZone,
    };
  }

  /** `['$User', 'Id']`, `['$Permission', 'X']`; null for globals that the local org does not have. */
  global([root = '', ...path]: readonly string[]): FieldValue {
    const { userId, system, customPermissions } = this.#actor;
    switch (root) {
      case '$User':
        return this.#valueOf(userId, path);
      case '$Profile':
        return this.#valueOf(this.#valueOf(userId, ['ProfileId']), path);
      case '$UserRole':
        return this.#valueOf(this.#valueOf(userId, ['UserRoleId']), path);
      case '$Organization':
        return this.#valueOf(this.#kernel.organizationId, path);
      case '$Permission':
        // The org's own work may do everything, here as elsewhere.
        return system || customPermissions.has(path.join('.'));
      case '$System':
        return '1900-01-01T00:00:00.000+0000';
      default:
        return null;
    }
  }

  #valueOf(id: FieldValue, path: readonly string[]): FieldValue {
    if (typeof id !== 'string') return null;
    const object = this.#kernel.schema.objectOfId(id);
    const row = object === undefined ? undefined : this.#row(object, id);
    return object === undefined || row === undefined ? null : this.#valueAt(object, row, path);
  }

  #row(object: SObject, id: Id): Row | undefined {
    if (!this.#rows.has(id)) {
      const row = this.#kernel.database.row(`SELECT * FROM ${quoted(object.name)} WHERE "Id" = ?`, [id]);
      this.#rows.set(id, row);
    }
    return this.#rows.get(id);
  }

  #valueAt(object: SObject, row: Row, [name = '', ...rest]: readonly string[]): FieldValue {
    if (rest.length > 0) {
      const link = relationshipField(object, name);
      return link === undefined ? null : this.#valueOf(this.#valueAt(object, row, [link.name]), rest);
    }
    const field = object.fields.get(name.toLowerCase());
    if (field === undefined) return null;
    const formula = this.#kernel.metadata.formulas.fields.get(field);
    if (formula !== undefined) return fieldResult(formula, this.scope(object, row));
    return decoded(field, row[field.name] ?? null);
  }
}
