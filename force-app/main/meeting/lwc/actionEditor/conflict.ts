import { draftOf, type Action, type ActionInfo, type Draft } from 'c/actionData';
import { exactMoney, longDate, UNKNOWN } from 'c/taktFormat';
import CURRENCY from '@salesforce/i18n/currency';
import { labels } from './labels';

/** One field that somebody else set meanwhile. */
export interface ConflictRow {
  readonly key: string;
  readonly label: string;
  readonly started: string;
  readonly now: string;
  readonly typed: string;
}

type Texts = Readonly<Record<keyof Draft, string>>;

const date = (day: string): string => (day === '' ? UNKNOWN : longDate(day));
const money = (typed: string): string => exactMoney(typed === '' ? undefined : Number(typed), CURRENCY);

const texts = (draft: Draft, meetingName: (id: string) => string, info: ActionInfo): Texts => ({
  name: draft.name,
  assignee: draft.assignee?.name ?? UNKNOWN,
  due: date(draft.due),
  priority: info.priorities.find(({ value }) => value === draft.priority)?.label ?? draft.priority,
  money: money(draft.money),
  meeting: draft.meeting === '' ? labels.NO_MEETING : meetingName(draft.meeting),
});

/** What somebody else changed between two versions, beside what was typed. */
export const conflictRows = (
  versions: { readonly base: Action; readonly now: Action; readonly typed: Draft },
  info: ActionInfo,
  meetingName: (id: string) => string,
): readonly ConflictRow[] => {
  const { base, now, typed } = versions;
  const [before, after, mine] = [draftOf(base), draftOf(now), typed].map((draft) => texts(draft, meetingName, info));
  if (!before || !after || !mine) return [];
  const keys = ['name', 'assignee', 'due', 'priority', 'money', 'meeting'] as const;
  const rows = keys
    .filter((key) => before[key] !== after[key])
    .map((key) => ({ key, label: info.labels[key], started: before[key], now: after[key], typed: mine[key] }));
  const label = (status: string): string => info.statuses.find(({ value }) => value === status)?.label ?? status;
  const status = { key: 'status', label: labels.STATUS, started: label(base.status), now: label(now.status) };
  return base.status === now.status ? rows : [...rows, { ...status, typed: UNKNOWN }];
};

/** What was typed, with what somebody else changed in its place. */
export const takeTheirs = (base: Action, now: Action, typed: Draft): Draft => {
  const [before, after] = [draftOf(base), draftOf(now)];
  const pick = <Key extends keyof Draft>(key: Key): Draft[Key] =>
    JSON.stringify(before[key]) === JSON.stringify(after[key]) ? typed[key] : after[key];
  return {
    name: pick('name'),
    assignee: pick('assignee'),
    due: pick('due'),
    priority: pick('priority'),
    money: pick('money'),
    meeting: pick('meeting'),
  };
};
