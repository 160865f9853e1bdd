import { dateOfDay } from '../import/calendar.ts';
import { firstCharacters } from '../import/values/text.ts';
import { noonOf } from '../import/values/date.ts';
import type { Org, RecordInput } from '../org.ts';
import type { SalesForce } from './company/sales-force.ts';
import { quotas as groundTruth } from './ground-truth.ts';
import { drawQuotas, inForce, monthsOf, teamQuota, type Horizon, type PersonQuota } from './quotas/draw-quotas.ts';
import type { Random } from './random.ts';
import { created, onlyId } from './saved.ts';
import { currency } from './write-company.ts';
import { operations, type WrittenPeople } from './write-people.ts';

interface Plan {
  readonly id: string;
  readonly key: string;
  readonly year: number;
  readonly madeOn: string;
  readonly madeBy: string | null;
}

const approved = (months: readonly (number | undefined)[]): RecordInput =>
  Object.fromEntries(months.map((euros, index) => [`Approved_${index + 1}__c`, euros ?? null]));

const writePlan = (org: Org, year: number, target: number, people: WrittenPeople): Plan => {
  const key = `quota|${year}|v1`;
  const madeOn = noonOf(`${year - 1}-12-10`);
  const madeBy = people.userIds.get(operations.username) ?? null;
  const plan: RecordInput = {
    Name: `Quotas ${year}`,
    External_Key__c: key,
    Kind__c: 'Quota',
    Fiscal_Year__c: String(year),
    Version__c: 1,
    Status__c: 'Published',
    Currency__c: currency,
    Target__c: target,
    OwnerId: madeBy,
    CreatedDate: madeOn,
    CreatedById: madeBy,
  };
  return { id: onlyId(created(org, 'Takt_Plan__c', [plan])), key, year, madeOn, madeBy };
};

const rowOf = (plan: Plan, scopeKey: string, name: string, ownerId: string): RecordInput => ({
  Name: `${firstCharacters(name, 70)} ${plan.year}`,
  External_Key__c: `${plan.key}|${scopeKey}`,
  Plan__c: plan.id,
  Status__c: 'Approved',
  Currency__c: currency,
  OwnerId: ownerId,
  CreatedDate: plan.madeOn,
  CreatedById: plan.madeBy,
});

const teamIndexOf = (force: SalesForce, quota: PersonQuota): number => force.seats[quota.rep.seat]?.team ?? 0;

/** A rep's row; that of somebody who left belongs to the team's manager. */
const personRow = (plan: Plan, quota: PersonQuota, force: SalesForce, people: WrittenPeople): RecordInput => {
  const { rep, months, from, to } = quota;
  const userId = people.userIds.get(rep.username) ?? '';
  const manager = force.teams[teamIndexOf(force, quota)]?.manager ?? force.vicePresident;
  const ownerId = rep.leftOn < 0 ? userId : (people.userIds.get(manager.username) ?? '');
  return {
    ...rowOf(plan, `person:${userId}`, `${rep.firstName} ${rep.lastName}`, ownerId),
    Person__c: userId,
    ...approved(months),
    ...(from === undefined ? {} : { Effective_From__c: dateOfDay(from), CreatedDate: noonOf(dateOfDay(from)) }),
    ...(to === undefined ? {} : { Effective_To__c: dateOfDay(to) }),
  };
};

/** The one team whose own row is not the sum of its people's. */
const teamRows = (
  plan: Plan,
  drawn: readonly PersonQuota[],
  force: SalesForce,
  people: WrittenPeople,
): readonly RecordInput[] =>
  force.teams.flatMap(({ city, index, manager }) => {
    const roleId = people.teamRoleIds[index];
    if (city !== groundTruth.ownTeamRow || roleId === undefined) return [];
    const own = drawn.filter((quota) => teamIndexOf(force, quota) === index);
    return [
      {
        ...rowOf(plan, `team:${roleId}`, `Team ${city}`, people.userIds.get(manager.username) ?? ''),
        ...approved(teamQuota(own, plan.year)),
      },
    ];
  });

/** The company aims at less than its people are asked for together. */
const targetOf = (drawn: readonly PersonQuota[], year: number): number => {
  const months = monthsOf(year);
  const asked = drawn.reduce((sum, quota) => sum + months.reduce((all, month) => all + inForce(quota, month), 0), 0);
  return Math.round(asked / groundTruth.stretch / 1000) * 1000;
};

/** Writes the published plans of the last fiscal year and of today's, and returns the number of rows by object. */
export const writeQuotas = (
  org: Org,
  random: Random,
  force: SalesForce,
  people: WrittenPeople,
  horizon: Horizon,
): Readonly<Record<'Takt_Plan__c' | 'Takt_Quota__c', number>> => {
  const thisYear = Number(dateOfDay(horizon.today).slice(0, 4));
  const years = [thisYear - 1, thisYear];
  let rows = 0;
  for (const year of years) {
    const drawn = drawQuotas(random, force, year, horizon);
    const plan = writePlan(org, year, targetOf(drawn, year), people);
    const records = [
      ...drawn.map((quota) => personRow(plan, quota, force, people)),
      ...teamRows(plan, drawn, force, people),
    ];
    rows += created(org, 'Takt_Quota__c', records).length;
  }
  return { Takt_Plan__c: years.length, Takt_Quota__c: rows };
};
