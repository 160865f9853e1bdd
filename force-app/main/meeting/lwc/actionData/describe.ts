import type { ObjectInfo, PicklistValues } from 'lightning/uiObjectInfoApi';

export interface Option {
  readonly label: string;
  readonly value: string;
}

/** What the CRM says of the object: rights, names, lengths, choices. */
export interface ActionInfo {
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly labels: Readonly<Record<'name' | 'assignee' | 'due' | 'priority' | 'money' | 'meeting' | 'outcome', string>>;
  readonly nameLength: number | undefined;
  readonly outcomeLength: number | undefined;
  readonly priorities: readonly Option[];
  readonly usualPriority: string;
  readonly statuses: readonly Option[];
}

const options = (values: PicklistValues | undefined): readonly Option[] =>
  (values?.values ?? []).map(({ label, value }) => ({ label, value }));

/** Nothing may be written until the CRM has said that it may. */
export const describe = (
  info: ObjectInfo | undefined,
  priority: PicklistValues | undefined,
  status: PicklistValues | undefined,
): ActionInfo => {
  const label = (field: string): string => info?.fields[field]?.label ?? '';
  return {
    createable: info?.createable ?? false,
    updateable: info?.updateable ?? false,
    labels: {
      name: label('Name'),
      assignee: label('Assignee__c'),
      due: label('Due_Date__c'),
      priority: label('Priority__c'),
      money: label('Money_At_Risk__c'),
      meeting: label('Meeting__c'),
      outcome: label('Outcome__c'),
    },
    nameLength: info?.fields['Name']?.length,
    outcomeLength: info?.fields['Outcome__c']?.length,
    priorities: options(priority),
    usualPriority: priority?.defaultValue?.value ?? '',
    statuses: options(status),
  };
};
