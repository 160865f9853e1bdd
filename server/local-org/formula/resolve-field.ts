import { FormulaError } from './formula-error.ts';
import type { Field, Schema, SObject } from '../metadata/schema.ts';

export interface ResolvedField {
  /** As the schema spells it. */
  readonly path: readonly string[];
  readonly field: Field;
}

const unknown = (name: string, position: number): FormulaError =>
  new FormulaError('meaning', `Field ${name} does not exist. Check spelling.`, position);

interface Step {
  readonly relationship: string;
  readonly parent: SObject;
}

/** Over a relationship to its parent; `Owner:User` names the one meant of several. */
const stepUp = (schema: Schema, object: SObject, segment: string): Step | undefined => {
  const [relationship = '', wanted] = segment.toLowerCase().split(':');
  for (const field of object.fields.values()) {
    const { relationshipName } = field;
    if (relationshipName?.toLowerCase() !== relationship) continue;
    const target = field.referenceTo.find((name) => wanted === undefined || name.toLowerCase() === wanted);
    const parent = target === undefined ? undefined : schema.object(target);
    if (parent !== undefined) return { relationship: relationshipName, parent };
  }
  return undefined;
};

/**
 * The field that a path names, starting from an object: `Amount`, `Plan__r.Status__c`, `Owner:User.Name`.
 * @throws FormulaError of kind `meaning` when there is none.
 */
export const resolveField = (schema: Schema, object: SObject, name: string, position: number): ResolvedField => {
  const segments = name.split('.');
  const last = segments.pop() ?? '';
  const path: string[] = [];
  let current = object;
  for (const segment of segments) {
    const step = stepUp(schema, current, segment);
    if (step === undefined) throw unknown(name, position);
    path.push(step.relationship);
    current = step.parent;
  }
  const field = current.fields.get(last.toLowerCase());
  if (field === undefined) throw unknown(name, position);
  return { path: [...path, field.name], field };
};
