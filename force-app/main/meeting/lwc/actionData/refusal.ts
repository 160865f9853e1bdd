import { isNode } from 'c/taktGraphql';
import { reduceErrors } from 'c/taktErrors';

/** Why the CRM did not take a change: at the fields it named, and the rest. */
export interface Refusal {
  readonly fields: Readonly<Record<string, string>>;
  readonly general: readonly string[];
}

const outputOf = (error: unknown): Readonly<Record<string, unknown>> => {
  const body = isNode(error) ? error['body'] : undefined;
  const output = isNode(body) ? body['output'] : undefined;
  return isNode(output) ? output : {};
};

/** Whether somebody else changed the record since it was read. */
export const isConflict = (error: unknown): boolean => {
  if (!isNode(error)) return false;
  const body = error['body'];
  const code = isNode(body) ? (body['errorCode'] ?? body['statusCode']) : undefined;
  return error['status'] === 412 || code === 412 || code === 'PRECONDITION_FAILED';
};

/** Whether the CRM lets the person change the record, but not give it away, or not change it at all. */
export const isForbidden = (error: unknown): boolean => {
  const body = isNode(error) ? error['body'] : undefined;
  return JSON.stringify(body ?? '').includes('INSUFFICIENT_ACCESS');
};

/** @param shown API names of the fields that the form has; errors of other fields become general ones */
export const refusal = (error: unknown, shown: readonly string[]): Refusal => {
  const named = outputOf(error)['fieldErrors'];
  const entries = (isNode(named) ? Object.entries(named) : []).map(
    ([field, errors]) => [field, reduceErrors(errors).join(' ')] as const,
  );
  const atFields = entries.filter(([field]) => shown.includes(field));
  const said = new Set(atFields.map(([, sentence]) => sentence));
  const rest = reduceErrors(error).filter((sentence) => !said.has(sentence));
  return { fields: Object.fromEntries(atFields), general: rest };
};
