import type { LocalOrg } from '../../../../local-org/local-org.ts';
import type { Field, SObject } from '../../../../local-org/metadata/schema.ts';
import type { FieldValue, Id, RecordInput } from '../../../../local-org/org.ts';
import { idOf, ids, today } from '../../support/company.ts';
import { sampleOf } from './samples.ts';

/** Something that a field takes; several times asked, it gives something new where values must differ. */
let count = 0;
export const valueFor = (field: Field): FieldValue => {
  count += 1;
  switch (field.type) {
    case 'picklist':
    case 'multipicklist':
      return field.picklist?.find(({ active }) => active)?.value ?? 'Other';
    case 'boolean':
      return true;
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return 1;
    case 'date':
      return today;
    case 'datetime':
      return `${today}T12:00:00.000Z`;
    case 'email':
      return `person${count}@acme.example`;
    case 'url':
      return `https://acme.example/${count}`;
    default:
      // What is that short is the code of a currency.
      if (field.length > 0 && field.length < 8) return 'USD';
      return `${field.nameField ? field.label : 'T'} ${count}`;
  }
};

const quiet = { auditFields: true, withoutHistory: true } as const;

/** Makes rows of any object for one owner: with what is demanded, and with the parents that this takes. */
export class Rows {
  readonly #org: LocalOrg;
  readonly #owner: Id;
  readonly #persona: string;
  readonly #made = new Map<string, Id>();

  constructor(org: LocalOrg, owner: Id, persona: string) {
    this.#org = org;
    this.#owner = owner;
    this.#persona = persona;
  }

  #object(name: string): SObject {
    const object = this.#org.schema.object(name);
    if (object === undefined) throw new Error(`no object ${name}`);
    return object;
  }

  /** What a new record must have. */
  record(objectName: string): RecordInput {
    const demanded = [...this.#object(objectName).fields.values()].filter(
      (field) =>
        !field.nillable &&
        field.createable &&
        field.name !== 'OwnerId' &&
        field.type !== 'boolean' &&
        field.formula === undefined &&
        field.autoNumber === undefined,
    );
    return Object.fromEntries(demanded.map((field) => [field.name, this.#valueOf(field)]));
  }

  #valueOf(field: Field): FieldValue {
    if (field.type !== 'reference') return valueFor(field);
    const [parent = ''] = field.referenceTo;
    return field.referenceTo.includes('User') ? this.#owner : this.first(parent);
  }

  /** What a new record needs beyond that, for the rules of its object to be content. */
  sample(objectName: string): RecordInput {
    return sampleOf(objectName, {
      persona: this.#persona,
      owner: this.#owner,
      other: idOf(this.#org, `SELECT Id FROM User WHERE Id <> '${this.#owner}' AND IsActive = TRUE LIMIT 1`),
      first: (name) => this.first(name),
    });
  }

  /** A row that the owner owns, made without validation rules as a load of the past is. */
  make(objectName: string): Id {
    const owned = this.#object(objectName).fields.has('ownerid') ? { OwnerId: this.#owner } : {};
    const record = { ...this.record(objectName), ...this.sample(objectName), ...owned };
    const [id = ''] = ids(this.#org.create(this.#org.system, objectName, [record], quiet));
    return id;
  }

  /** One row of the object, made when it is first asked for. */
  first(objectName: string): Id {
    const known = this.#made.get(objectName) ?? this.make(objectName);
    this.#made.set(objectName, known);
    return known;
  }
}
