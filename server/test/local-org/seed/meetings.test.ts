import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOfDay } from '../../../local-org/import/calendar.ts';
import { openOrg } from '../../../local-org/open-org.ts';
import type { Org, RecordOutput } from '../../../local-org/org.ts';
import { seedDemo } from '../../../local-org/seed/index.ts';
import { meetingDays } from '../../../local-org/seed/meetings/meeting-days.ts';

const today = '2026-11-24';

describe('the monthly meeting', () => {
  const dates = (day: string): readonly string[] => {
    const { past, next } = meetingDays(day);
    return [...past, next].map(dateOfDay);
  };

  it('is held on the second Wednesday: three times before today, and next', () => {
    expect(dates(today)).toEqual(['2026-09-09', '2026-10-14', '2026-11-11', '2026-12-09']);
    expect(dates('2026-11-10')).toEqual(['2026-08-12', '2026-09-09', '2026-10-14', '2026-11-11']);
    expect(dates('2027-01-01')).toEqual(['2026-10-14', '2026-11-11', '2026-12-09', '2027-01-13']);
  });

  it('is next on its own day, and past on the day after', () => {
    expect(dates('2026-11-11').at(-1)).toBe('2026-11-11');
    expect(dates('2026-11-12').at(2)).toBe('2026-11-11');
  });
});

describe('the meetings of the demo company', () => {
  let org: Org;
  const rows = (soql: string): readonly RecordOutput[] => org.query(org.system, soql).records;
  const of = (row: RecordOutput, parent: string, field: string): unknown =>
    row[parent] === null ? null : Reflect.get(Object(row[parent]), field);
  beforeAll(() => {
    org = openOrg({ data: ':memory:', today });
    seedDemo(org, { today, deals: 2000 });
  });
  afterAll(() => {
    org.close();
  });

  it('belong to their lead', () => {
    const meetings = rows(
      'SELECT Name, Held_On__c, Status__c, Lead__c, OwnerId, Owner.Title FROM Takt_Meeting__c ORDER BY Held_On__c',
    );
    expect(meetings.map(({ Name }) => Name)).toEqual([
      'S&OP September 2026',
      'S&OP October 2026',
      'S&OP November 2026',
      'S&OP December 2026',
    ]);
    expect(meetings.map(({ Status__c }) => Status__c)).toEqual(['Held', 'Held', 'Held', 'Planned']);
    for (const meeting of meetings) {
      expect(of(meeting, 'Owner', 'Title')).toBe('S&OP Meeting Lead');
      expect(meeting['Lead__c']).toBe(meeting['OwnerId']);
    }
  });

  it('agreed actions as the rules of actions want them', () => {
    const actions = rows(
      'SELECT Opportunity__c, Opportunity__r.IsClosed, Opportunity__r.Amount, Opportunity__r.CreatedDate, Account__c, Forecast__c, OwnerId, Owner.IsActive, Assignee__c, Meeting__r.Held_On__c, From_Meeting__c, Status__c, Outcome__c, Completed_At__c, Due_Date__c, Money_At_Risk__c FROM Takt_Action__c',
    );
    expect(actions).toHaveLength(14);
    for (const action of actions) {
      expect(
        [action['Opportunity__c'], action['Account__c'], action['Forecast__c']].filter((id) => id !== null),
      ).toHaveLength(1);
      expect(action['Assignee__c']).toBe(action['OwnerId']);
      expect(of(action, 'Owner', 'IsActive')).toBe(true);
      expect(action['From_Meeting__c']).toBe(true);
      const heldOn = String(of(action, 'Meeting__r', 'Held_On__c'));
      const settled = ['Done', 'Dropped'].includes(String(action['Status__c']));
      expect([action['Outcome__c'] !== null, action['Completed_At__c'] !== null]).toEqual([settled, settled]);
      if (settled) {
        expect(String(action['Completed_At__c']) >= heldOn).toBe(true);
        expect(String(action['Completed_At__c']) < today).toBe(true);
      }
      expect(String(action['Due_Date__c']) > heldOn).toBe(true);
      if (action['Opportunity__c'] === null) continue;
      expect(of(action, 'Opportunity__r', 'IsClosed')).toBe(false);
      expect(action['Money_At_Risk__c']).toBe(of(action, 'Opportunity__r', 'Amount'));
      expect(String(of(action, 'Opportunity__r', 'CreatedDate')) < heldOn).toBe(true);
    }
    const deals = actions.flatMap((action) => action['Opportunity__c'] ?? []);
    expect(deals.length).toBeGreaterThan(8);
    expect(new Set(deals).size).toBe(deals.length);
    expect(actions.filter((action) => action['Status__c'] === 'Done').length).toBeGreaterThan(3);
  });

  it('leave some actions late and some due soon', () => {
    const open = "Status__c IN ('Open', 'In_Progress')";
    expect(rows(`SELECT Id FROM Takt_Action__c WHERE ${open} AND Due_Date__c < ${today}`).length).toBeGreaterThan(1);
    expect(rows(`SELECT Id FROM Takt_Action__c WHERE ${open} AND Due_Date__c > ${today}`).length).toBeGreaterThan(3);
    expect(rows('SELECT Id FROM Takt_Action__c WHERE Is_Overdue__c = true').length).toBeGreaterThan(1);
  });

  it('let their lead see every action and every deal, and nobody’s quota or forecast', () => {
    const [lead] = rows("SELECT Id FROM User WHERE Title = 'S&OP Meeting Lead'");
    const actor = org.actor(String(lead?.['Id']));
    const seen = (object: string): number => org.query(actor, `SELECT COUNT() FROM ${object}`).totalSize;
    expect([seen('Takt_Action__c'), seen('Takt_Meeting__c')]).toEqual([14, 4]);
    expect(seen('Opportunity')).toBe(rows('SELECT Id FROM Opportunity').length);
    expect(['Takt_Quota__c', 'Takt_Forecast__c'].filter((object) => actor.may('read', object))).toEqual([]);
  });

  it('talk about customers where there are not enough deals', () => {
    const small = openOrg({ data: ':memory:', today });
    seedDemo(small, { today, deals: 1 });
    expect(
      small.query(small.system, 'SELECT COUNT() FROM Takt_Action__c WHERE Account__c != null').totalSize,
    ).toBeGreaterThan(12);
    small.close();
  });
});
