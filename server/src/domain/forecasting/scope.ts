/** A user of the CRM, active or not. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly roleId?: string;
}

/** A role of the CRM's role hierarchy. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly parentId?: string;
}

/** What a forecast is about: a person, a team with all below it, or the whole company. */
export interface Scope {
  /** `total`, `team:<role id>`, `team:none`, `team:unowned`, `person:<user id>`. */
  readonly key: string;
  readonly type: 'Person' | 'Team' | 'Company';
  readonly name: string;
  /** Absent only for the company. */
  readonly parentKey?: string;
  /** The person that a Person scope is about. */
  readonly personId?: string;
  /** Who leads the team: the active user in its role, else the nearest above. */
  readonly managerId?: string;
  /** Who owns the scope's rows in the CRM; absent = the service user. */
  readonly rowOwnerId?: string;
}

export const TOTAL_KEY = 'total';
/** The team of people and teams without a place in the role hierarchy, and of deals that nobody owns. */
export const UNASSIGNED_KEY = 'team:none';
/** Under {@link UNASSIGNED_KEY} beside people: the deals that nobody owns, so that a parent is the sum of its children. */
export const UNOWNED_KEY = 'team:unowned';
export const teamKey = (roleId: string): string => `team:${roleId}`;
export const personKey = (personId: string): string => `person:${personId}`;
