import { dateOfDay, dayOf } from '../import/calendar.ts';
import { noonOf } from '../import/values/date.ts';
import type { Org, RecordInput } from '../org.ts';
import type { DemoAccount } from './company/accounts.ts';
import type { Person, SalesForce } from './company/sales-force.ts';
import { DayTable } from './deals/day-table.ts';
import { agenda, type AgreedAction } from './meetings/agenda.ts';
import type { TalkedDeal } from './meetings/largest-deals.ts';
import { meetingDays } from './meetings/meeting-days.ts';
import { pick, type Random } from './random.ts';
import { created } from './saved.ts';
import { keeperOf } from './write-company.ts';
import { meetingLead, type WrittenPeople } from './write-people.ts';
import { monthNames } from '../store/fiscal/month-names.ts';

export interface Company {
  readonly force: SalesForce;
  readonly people: WrittenPeople;
  readonly accounts: readonly DemoAccount[];
  readonly accountIds: readonly string[];
  readonly today: string;
}

/** What an action is about, and who may do it: the owner while employed, and the team's manager. */
interface Subject {
  readonly fields: RecordInput;
  readonly owner: Person | undefined;
  readonly manager: Person;
  readonly large: boolean;
}

const meetingName = (date: string): string =>
  `S&OP ${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

/** The person where still employed, and the manager of their team; managers of teams answer to themselves. */
const whoFor = (force: SalesForce, owner: Person): Pick<Subject, 'owner' | 'manager'> => {
  const rep = force.reps.find(({ username }) => username === owner.username);
  if (rep === undefined) return { owner, manager: owner };
  const team = force.teams[force.seats[rep.seat]?.team ?? 0];
  return { owner: rep.leftOn < 0 ? rep : undefined, manager: team?.manager ?? force.vicePresident };
};

const aboutDeal = (force: SalesForce, { id, deal, amount }: TalkedDeal, large: boolean): Subject => ({
  fields: { Opportunity__c: id, Money_At_Risk__c: amount / 100 },
  ...whoFor(force, deal.owner),
  large,
});

const aboutAccount = (random: Random, { force, accounts, accountIds, today }: Company): Subject => {
  const account = pick(random, accounts);
  const keeper = keeperOf(force, account.seat, dayOf(today)) ?? force.vicePresident;
  return {
    fields: { Account__c: accountIds[account.index] ?? null },
    ...whoFor(force, keeper),
    large: false,
  };
};

const actionRecord = (
  agreed: AgreedAction,
  subject: Subject,
  meeting: { readonly id: string; readonly day: number },
  { people, today }: Company,
): RecordInput => {
  const assignee = (agreed.byManager === true ? undefined : subject.owner) ?? subject.manager;
  const userId = people.userIds.get(assignee.username) ?? null;
  const open = agreed.status === 'Open' || agreed.status === 'In_Progress';
  const yesterday = dayOf(today) - 1;
  const due = open ? DayTable.workday(dayOf(today) + agreed.due) : meeting.day + agreed.due;
  return {
    Name: agreed.subject,
    ...subject.fields,
    Meeting__c: meeting.id,
    From_Meeting__c: true,
    Assignee__c: userId,
    OwnerId: userId,
    Status__c: agreed.status,
    Priority__c: subject.large ? 'High' : 'Normal',
    Due_Date__c: dateOfDay(due),
    Outcome__c: agreed.outcome ?? null,
    Completed_At__c: open ? null : noonOf(dateOfDay(Math.min(yesterday, due - 2))),
    CreatedDate: noonOf(dateOfDay(meeting.day)),
    CreatedById: people.userIds.get(meetingLead.username) ?? null,
  };
};

const writeDays = (org: Org, days: readonly number[], held: number, leadId: string | null): readonly string[] =>
  created(
    org,
    'Takt_Meeting__c',
    days.map((day, index) => ({
      Name: meetingName(dateOfDay(day)),
      Held_On__c: dateOfDay(day),
      Status__c: index < held ? 'Held' : 'Planned',
      Lead__c: leadId,
      OwnerId: leadId,
      CreatedById: leadId,
    })),
  );

/**
 * Writes the last three monthly meetings with what was agreed in them, and the next one.
 * @param largest Open deals, largest first. Where too few of them are old enough, an action is about an account.
 */
export const writeMeetings = (
  org: Org,
  random: Random,
  company: Company,
  largest: readonly TalkedDeal[],
): Readonly<Record<'Takt_Meeting__c' | 'Takt_Action__c', number>> => {
  const { past, next } = meetingDays(company.today);
  const leadId = company.people.userIds.get(meetingLead.username) ?? null;
  const ids = writeDays(org, [...past, next], past.length, leadId);
  const used = new Set<TalkedDeal>();
  const records = agenda.map((agreed): RecordInput => {
    const meeting = { id: ids[agreed.meeting] ?? '', day: past[agreed.meeting] ?? dayOf(company.today) };
    const candidates = largest.filter((deal) => deal.begunOn < meeting.day && !used.has(deal)).slice(0, 6);
    if (agreed.about === 'account' || candidates.length === 0) {
      return actionRecord(agreed, aboutAccount(random, company), meeting, company);
    }
    const deal = pick(random, candidates);
    used.add(deal);
    const large = largest.indexOf(deal) < 8;
    return actionRecord(agreed, aboutDeal(company.force, deal, large), meeting, company);
  });
  created(org, 'Takt_Action__c', records);
  return { Takt_Meeting__c: ids.length, Takt_Action__c: records.length };
};
