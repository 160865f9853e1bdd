import type { Field, Schema, SObject } from './schema.ts';

/** A lookup that points at an object: `field` on `child`. */
export interface ChildRelationship {
  readonly child: SObject;
  readonly field: Field;
}

/** The schema with the ways through it that queries and ids need. */
export class SchemaRegistry implements Schema {
  readonly objects: readonly SObject[];
  readonly #byName: ReadonlyMap<string, SObject>;
  readonly #byPrefix: ReadonlyMap<string, SObject>;
  readonly #children: ReadonlyMap<string, readonly ChildRelationship[]>;

  constructor(objects: readonly SObject[]) {
    this.objects = objects;
    this.#byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
    this.#byPrefix = new Map(objects.map((object) => [object.keyPrefix, object]));
    const lookups = objects.flatMap((child) =>
      [...child.fields.values()].flatMap((field) => field.referenceTo.map((target) => ({ target, child, field }))),
    );
    this.#children = Map.groupBy(lookups, (one) => one.target);
  }

  object(name: string): SObject | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  /** The object that an id belongs to, by its first three characters. */
  objectOfId(id: string): SObject | undefined {
    return this.#byPrefix.get(id.slice(0, 3));
  }

  /** Every lookup that may point at the object. */
  children(objectName: string): readonly ChildRelationship[] {
    return this.#children.get(objectName) ?? [];
  }

  childRelationship(objectName: string, relationshipName: string): ChildRelationship | undefined {
    const wanted = relationshipName.toLowerCase();
    return this.children(objectName).find((one) => one.field.childRelationshipName?.toLowerCase() === wanted);
  }
}

/** The lookup behind a relationship name (`Account`, `Scope__r`), without regard to case. */
export const relationshipField = (object: SObject, relationshipName: string): Field | undefined => {
  const wanted = relationshipName.toLowerCase();
  for (const field of object.fields.values()) {
    if (field.relationshipName?.toLowerCase() === wanted) return field;
  }
  return undefined;
};
