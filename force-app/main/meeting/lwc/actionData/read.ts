import { nodes, number, parent, text, type Node } from 'c/taktGraphql';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** The one record that an action is about. */
export interface About {
  readonly id: string;
  readonly object: 'Opportunity' | 'Account' | 'Takt_Forecast__c';
  readonly name: string;
}

export interface Action {
  readonly id: string;
  readonly name: string;
  readonly about: About | undefined;
  readonly assignee: Person;
  readonly due: string;
  readonly priority: string;
  readonly moneyAtRisk: number | undefined;
  readonly status: string;
  readonly overdue: boolean;
  readonly outcome: string;
  readonly meeting: string;
  readonly meetingName: string;
  /** Version that a change is made on. */
  readonly modified: string;
  readonly modifiedBy: string;
}

export interface Meeting {
  readonly id: string;
  readonly name: string;
  readonly heldOn: string | undefined;
}

const LOOKUPS: readonly (readonly [About['object'], string, string])[] = [
  ['Opportunity', 'Opportunity__c', 'Opportunity__r'],
  ['Account', 'Account__c', 'Account__r'],
  ['Takt_Forecast__c', 'Forecast__c', 'Forecast__r'],
];

const nameOf = (node: Node, relation: string): string => {
  const other = parent(node, relation);
  return (other && text(other, 'Name')) ?? '';
};

const about = (node: Node): About | undefined => {
  const [found] = LOOKUPS.flatMap(([object, field, relation]) => {
    const id = text(node, field);
    return id === undefined ? [] : [{ id, object, name: nameOf(node, relation) }];
  });
  return found;
};

const isTrue = (node: Node, field: string): boolean => {
  const value = node[field];
  return typeof value === 'object' && value !== null && 'value' in value && value.value === true;
};

const action = (node: Node): Action => ({
  id: text(node, 'Id') ?? '',
  name: text(node, 'Name') ?? '',
  about: about(node),
  assignee: { id: text(node, 'Assignee__c') ?? '', name: nameOf(node, 'Assignee__r') },
  due: text(node, 'Due_Date__c') ?? '',
  priority: text(node, 'Priority__c') ?? '',
  moneyAtRisk: number(node, 'Money_At_Risk__c'),
  status: text(node, 'Status__c') ?? '',
  overdue: isTrue(node, 'Is_Overdue__c'),
  outcome: text(node, 'Outcome__c') ?? '',
  meeting: text(node, 'Meeting__c') ?? '',
  meetingName: nameOf(node, 'Meeting__r'),
  modified: text(node, 'LastModifiedDate') ?? '',
  modifiedBy: nameOf(node, 'LastModifiedBy'),
});

/** Whether somebody still has to do it. */
export const isOpen = ({ status }: Action): boolean => status !== 'Done' && status !== 'Dropped';

/** Open ones by due date, then those that were closed last. */
export const actions = (data: unknown): readonly Action[] =>
  ['open', 'closed'].flatMap((connection) => nodes(data, connection).map(action));

/** Meetings, latest first, as the query orders them. */
export const meetings = (data: unknown): readonly Meeting[] =>
  nodes(data, 'Takt_Meeting__c').map((node) => ({
    id: text(node, 'Id') ?? '',
    name: text(node, 'Name') ?? '',
    heldOn: text(node, 'Held_On__c'),
  }));

const active = (user: Node | undefined): readonly Person[] => {
  const id = user && isTrue(user, 'IsActive') && text(user, 'Id');
  return user && id ? [{ id, name: text(user, 'Name') ?? '' }] : [];
};

/** Who most likely has to do it: the record's owner if still there, else the person who asks. */
export const owner = (data: unknown): Person | undefined => {
  const owners = ['Opportunity', 'Account']
    .flatMap((object) => nodes(data, object))
    .map((node) => parent(node, 'Owner'));
  return [...owners, ...nodes(data, 'User')].flatMap(active)[0];
};
