import type { Action, Person } from './read';

/** What stands in a form: text as typed, so that nothing is lost on the way. */
export interface Draft {
  readonly name: string;
  readonly assignee: Person | undefined;
  readonly due: string;
  readonly priority: string;
  readonly money: string;
  readonly meeting: string;
}

/** Fields of a record, by API name. */
export type Fields = Readonly<Record<string, unknown>>;

export const EMPTY_DRAFT: Draft = { name: '', assignee: undefined, due: '', priority: '', money: '', meeting: '' };

/** The form of an action as it is. */
export const draftOf = (action: Action): Draft => ({
  name: action.name,
  assignee: action.assignee,
  due: action.due,
  priority: action.priority,
  money: action.moneyAtRisk === undefined ? '' : String(action.moneyAtRisk),
  meeting: action.meeting,
});

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Owner and assignee are one; so are the meeting and the mark that opens the action to meeting leads. */
const fields = (draft: Draft): Readonly<Record<keyof Draft, Fields>> => ({
  name: { Name: textOrNull(draft.name) },
  assignee: draft.assignee ? { Assignee__c: draft.assignee.id, OwnerId: draft.assignee.id } : { Assignee__c: null },
  due: { Due_Date__c: textOrNull(draft.due) },
  priority: { Priority__c: textOrNull(draft.priority) },
  money: { Money_At_Risk__c: draft.money.trim() === '' ? null : Number(draft.money) },
  meeting: { Meeting__c: textOrNull(draft.meeting), From_Meeting__c: draft.meeting !== '' },
});

const same = (one: Fields, other: Fields): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Only what the form says otherwise than the action. */
export const changes = (base: Draft, draft: Draft): Fields => {
  const [before, after] = [fields(base), fields(draft)];
  const keys = ['name', 'assignee', 'due', 'priority', 'money', 'meeting'] as const;
  return Object.assign({}, ...keys.filter((key) => !same(before[key], after[key])).map((key) => after[key])) as Fields;
};

/** Fields of a new action about a record; what is empty is left to the CRM's defaults. */
export const newFields = (draft: Draft, about: { readonly object: string; readonly id: string }): Fields => {
  const lookup = about.object === 'Account' ? 'Account__c' : 'Opportunity__c';
  return { ...changes(EMPTY_DRAFT, draft), [lookup]: about.id };
};
