import type { FetchResponseError } from './api.ts';

/** What a form needs to know of a field. */
export interface FormField {
  readonly apiName: string;
  readonly dataType: string;
  readonly createable: boolean;
  readonly updateable: boolean;
}

/** What was refused: about the record as a whole, and field by field. */
export interface FormErrors {
  readonly record: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

export const noErrors: FormErrors = { record: [], fields: {} };

const numeric = new Set(['Currency', 'Double', 'Int', 'Percent']);

/** Addresses are edited part by part, and ids never. */
const enterable = ({ dataType, apiName }: FormField): boolean => dataType !== 'Address' && apiName !== 'Id';

/** Whether the person may fill the field in, in a new record or in one that is there. */
export const mayEnter = (field: FormField, isNew: boolean): boolean =>
  enterable(field) && (isNew ? field.createable : field.updateable);

/** What an input holds as the field's value: nothing is null, and a number that is none stays what was typed. */
export const enteredValue = ({ dataType }: FormField, entered: string | boolean | null | undefined): unknown => {
  if (typeof entered === 'boolean') return entered;
  if (entered === null || entered === undefined || entered.trim() === '') return dataType === 'Boolean' ? false : null;
  const number = Number(entered);
  return numeric.has(dataType) && Number.isFinite(number) ? number : entered;
};

/** The fields that differ from what was read. */
export const changedFields = (
  before: Readonly<Record<string, unknown>>,
  entered: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(entered).filter(([name, value]) => (before[name] ?? null) !== (value ?? null)));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const messagesOf = (list: unknown): readonly string[] =>
  (Array.isArray(list) ? list : []).flatMap((item: unknown) =>
    isObject(item) && typeof item['message'] === 'string' ? [item['message']] : [],
  );

const isFailure = (reason: unknown): reason is FetchResponseError => isObject(reason) && isObject(reason['body']);

/**
 * A refusal of the org, sorted to where it belongs.
 * @param shown the fields of the form: what is about others is said of the record
 */
export const formErrors = (reason: unknown, shown: readonly string[]): FormErrors => {
  if (!isFailure(reason)) return { record: [String(reason)], fields: {} };
  const output = isObject(reason.body.output) ? reason.body.output : {};
  const byField = isObject(output['fieldErrors']) ? output['fieldErrors'] : {};
  const entries = Object.entries(byField).map(([name, errors]) => [name, messagesOf(errors).join(' ')] as const);
  const record = [
    ...messagesOf(output['errors']),
    ...entries.filter(([name]) => !shown.includes(name)).map(([name, message]) => `${name}: ${message}`),
  ];
  const fields = Object.fromEntries(entries.filter(([name]) => shown.includes(name)));
  if (record.length > 0 || Object.keys(fields).length > 0) return { record, fields };
  return { record: [reason.body.message], fields };
};
