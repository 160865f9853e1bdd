import type { Draft, Refusal } from 'c/actionData';
import { count, fill } from 'c/taktFormat';
import TOO_LONG from '@salesforce/label/c.Takt_Too_Long';
import { labels } from './labels';

export type FieldTexts = Partial<Readonly<Record<keyof Draft, string>>>;

/** Which field of the form shows a field of the record. */
const PLACES: Readonly<Record<string, keyof Draft>> = {
  Name: 'name',
  Assignee__c: 'assignee',
  OwnerId: 'assignee',
  Due_Date__c: 'due',
  Priority__c: 'priority',
  Money_At_Risk__c: 'money',
  Meeting__c: 'meeting',
  From_Meeting__c: 'meeting',
};

/** Fields of the record that the form can show errors at. */
export const SHOWN_FIELDS = Object.keys(PLACES);

/** The CRM's refusal, by the form's own fields; every field has a text. */
export const fieldErrors = (refusal: Refusal | undefined): FieldTexts => ({
  name: '',
  assignee: '',
  due: '',
  priority: '',
  money: '',
  meeting: '',
  ...Object.fromEntries(
    Object.entries(refusal?.fields ?? {}).flatMap(([field, text]) => {
      const place = PLACES[field];
      return place === undefined ? [] : [[place, text]];
    }),
  ),
});

/** `aria-invalid` of every field. */
export const invalidOf = (errors: FieldTexts): FieldTexts =>
  Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, text === '' ? 'false' : 'true']));

/** What cannot be left out or is too long, said before the CRM has to. */
export const missing = ({ name, assignee, due }: Draft, nameLength = Infinity): FieldTexts | undefined => {
  const texts = {
    ...(name.trim().length > nameLength && { name: fill(TOO_LONG, count(nameLength)) }),
    ...(name.trim() === '' && { name: labels.NEEDED }),
    ...(!assignee && { assignee: labels.NEEDED }),
    ...(due === '' && { due: labels.NEEDED }),
  };
  return Object.keys(texts).length === 0 ? undefined : texts;
};
