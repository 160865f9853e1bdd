/** What the CRM answers about actions, for the tests of all that shows them. */
import type { ObjectInfo, PicklistValues } from 'lightning/uiObjectInfoApi';
import { connections, node } from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { actions, describe, type Action, type ActionInfo } from '../actionData';

/** The CRM's answer about one action. */
export const actionNode = ({ by = 'Ann Ash', ...fields }: Readonly<Record<string, unknown>> = {}): object => ({
  LastModifiedBy: node({ Name: by }),
  ...node({
    Id: 'a1',
    Name: 'Confirm the delivery window',
    Opportunity__c: 'o1',
    Opportunity__r: node({ Name: 'Pump retrofit' }),
    Assignee__c: 'u1',
    Assignee__r: node({ Name: 'Ann Ash' }),
    Due_Date__c: '2031-11-18',
    Priority__c: 'High',
    Money_At_Risk__c: 52000,
    Status__c: 'Open',
    Is_Overdue__c: false,
    LastModifiedDate: '2026-11-20T10:00:00.000Z',
    ...fields,
  }),
});

/** An answer of open and closed actions. */
export const actionsAnswer = (open: readonly object[], closed: readonly object[] = [], more = false): object =>
  connections({ open, closed }, more);

/** One action as the components know it. */
export const action = (fields: Readonly<Record<string, unknown>> = {}): Action => {
  const [one] = actions(actionsAnswer([actionNode(fields)]));
  if (!one) throw new Error('The answer holds no action.');
  return one;
};

const field = (label: string, length = 0): { label: string; length: number } => ({ label, length });

export const OBJECT: ObjectInfo = {
  apiName: 'Takt_Action__c',
  createable: true,
  updateable: true,
  defaultRecordTypeId: '012000000000000AAA',
  fields: {
    Name: field('Subject', 80),
    Assignee__c: field('Assignee', 18),
    Due_Date__c: field('Due Date'),
    Priority__c: field('Priority'),
    Money_At_Risk__c: field('Money At Risk'),
    Meeting__c: field('Meeting', 18),
    Outcome__c: field('Outcome', 4000),
  },
};
export const PRIORITY: PicklistValues = {
  defaultValue: { value: 'Normal' },
  values: ['High', 'Normal', 'Low'].map((value) => ({ label: value, value })),
};
export const STATUS: PicklistValues = {
  defaultValue: { value: 'Open' },
  values: ['Open', 'In Progress', 'Done', 'Dropped'].map((label) => ({ label, value: label.replace(' ', '_') })),
};
export const INFO: ActionInfo = describe(OBJECT, PRIORITY, STATUS);

/** Names that break pages which take text for markup, or its direction for granted. */
export const WILD = ['<img src=x onerror="alert(1)">', '🧨🧯👩‍🚒 deliver', 'مرحبا ‮abc', 'x'.repeat(300)];
