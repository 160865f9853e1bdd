/** One thing or a list of things that went wrong, in whatever shape the platform throws it. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): readonly string[] => (typeof value === 'string' && value !== '' ? [value] : []);

/** `body.output` of a refused record: errors of the page, and of single fields. */
const outputErrors = (output: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const fields = isObject(output['fieldErrors']) ? Object.values(output['fieldErrors']).flat() : [];
  return [output['errors'], ...fields];
};

/**
 * Sentences out of an error: of GraphQL, the UI API, a refused record, a failed fetch, or JavaScript itself.
 * @returns without repetitions; empty for nothing.
 */
export const reduceErrors = (error: unknown): readonly string[] => {
  if (Array.isArray(error)) return [...new Set(error.flatMap((one: unknown) => reduceErrors(one)))];
  if (!isObject(error)) return textOf(error);
  const body = error['body'];
  if (Array.isArray(body)) return reduceErrors(body);
  if (isObject(body)) {
    const output = isObject(body['output']) ? reduceErrors(outputErrors(body['output'])) : [];
    return output.length > 0 ? output : reduceErrors(body['message']);
  }
  const message = textOf(error['message']);
  return message.length > 0 ? message : textOf(error['statusText']);
};

// A type or field that the user may not read is missing from the user's GraphQL schema, so it "is undefined".
const HIDDEN = /FieldUndefined|Cannot query field|Unknown type|INSUFFICIENT_ACCESS|INVALID_TYPE|no access/i;

/** Whether the error says that the user may not see the object or field at all. */
export const isNoAccess = (error: unknown): boolean => reduceErrors(error).some((message) => HIDDEN.test(message));
