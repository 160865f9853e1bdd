import { isOpen, type Action, type ActionInfo } from 'c/actionData';
import CURRENCY from '@salesforce/i18n/currency';
import { compactMoney, exactMoney, fill, nearDate } from 'c/taktFormat';
import AT_RISK from '@salesforce/label/c.Takt_Action_At_Risk';
import DUE from '@salesforce/label/c.Takt_Action_Due';
import OVERDUE from '@salesforce/label/c.Takt_Action_Overdue';

/** An action in words. */
export interface RowView {
  readonly due: string;
  readonly dueClass: string;
  readonly risk: string;
  readonly riskTitle: string;
  readonly priority: string;
  readonly status: string;
  readonly href: string | undefined;
  readonly about: string;
}

const labelOf = (options: ActionInfo['priorities'], wanted: string): string =>
  options.find(({ value }) => value === wanted)?.label ?? wanted;

/** @param today the user's date */
export const rowView = (action: Action, info: ActionInfo, today: string): RowView => {
  const { about, due, moneyAtRisk, overdue, priority, status } = action;
  const day = due === '' ? '' : nearDate(due, today);
  const risk = moneyAtRisk === undefined ? '' : fill(AT_RISK, compactMoney(moneyAtRisk, CURRENCY));
  return {
    due: overdue ? fill(OVERDUE, day) : isOpen(action) ? fill(DUE, day) : day,
    dueClass: overdue ? 'due late' : 'due',
    risk,
    riskTitle: risk === '' ? '' : exactMoney(moneyAtRisk, CURRENCY),
    // The usual priority says nothing.
    priority: priority === info.usualPriority ? '' : labelOf(info.priorities, priority),
    status: labelOf(info.statuses, status),
    href: about && `/lightning/r/${about.object}/${about.id}/view`,
    about: about ? about.name || about.id : '',
  };
};
