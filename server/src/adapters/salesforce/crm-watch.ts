import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { CrmWatch, Look } from '../../application/ports/crm-watch.ts';
import { composite, type CompositePart } from './composite.ts';
import type { Connection } from './connection.ts';
import { valueAt, type QueriedRecord } from './rest-query.ts';
import { requestOf, runColumns, runObject } from './runs.ts';
import { pulseFields, settingPath } from './settings.ts';
import { changesQuery, dealsName, ledgerNames, ledgersAtOnce, unsettledQuery, watchedNames } from './watched.ts';

const page = z.object({ records: z.array(z.record(z.string(), z.unknown())) });
const stamped = z.object({ SystemModstamp: z.string() });
const what = 'the look for runs and changes';
const runsQuery = `SELECT ${runColumns} FROM ${runObject} WHERE Status__c IN ('Requested', 'Running') OR Writer_Slot__c != null ORDER BY CreatedDate, Id LIMIT 200`;

/** Looks by one Composite call. An object that this org does not show is not looked at again. */
export const createCrmWatch = (connection: Connection): CrmWatch => {
  let turn = 0;
  const hidden = new Set<string>();

  /** Deals each time, the others in turn. */
  const namesOf = (since: Look['since']): readonly string[] => {
    const ledgers = ledgerNames.filter((name) => since.has(name) && !hidden.has(name));
    const next = ledgers.length <= ledgersAtOnce ? ledgers : rotated(ledgers, turn).slice(0, ledgersAtOnce);
    turn += ledgersAtOnce;
    return since.has(dealsName) ? [dealsName, ...next] : next;
  };

  return {
    watched: watchedNames,

    async look({ since, pulse }, signal) {
      const { userId } = await connection.signIn();
      const names = namesOf(since);
      const parts: CompositePart[] = [
        // The settings before the rest: their stamp is the CRM's instant of the look.
        ...(pulse === undefined
          ? []
          : [
              { name: 'pulse', method: 'PATCH' as const, path: settingPath, body: pulseFields(pulse) },
              { name: 'clock', method: 'GET' as const, path: settingPath },
            ]),
        query('runs', runsQuery),
        query('actions', unsettledQuery),
        ...names.map((name) => query(name, changesQuery(name, since.get(name) ?? '', userId), true)),
      ];
      const answers = await composite(connection, parts, what, signal);
      const recordsOf = (name: string): readonly QueriedRecord[] => page.parse(bodyOf(answers.get(name))).records;

      const seen = new Map<string, string>();
      for (const name of names) {
        const answer = answers.get(name);
        if (answer instanceof CrmFailure && answer.kind === 'missing' && name !== dealsName) {
          hidden.add(name);
          continue;
        }
        const [row] = recordsOf(name);
        seen.set(name, row === undefined ? '0' : `${String(valueAt(row, 'total'))} ${String(valueAt(row, 'newest'))}`);
      }
      const runs = recordsOf('runs');
      return {
        requested: runs.filter(isRequested).map(requestOf),
        underWay: runs.filter((run) => !isRequested(run)).map(requestOf),
        hasUnsettledActions: recordsOf('actions').length > 0,
        seen,
        at: pulse === undefined ? undefined : instantOf(bodyOf(answers.get('pulse'), answers.get('clock'))),
      };
    },
  };
};

const rotated = (names: readonly string[], by: number): readonly string[] => {
  const at = by % names.length;
  return [...names.slice(at), ...names.slice(0, at)];
};

/** Deleted rows are seen where the changes are counted. */
const query = (name: string, soql: string, includeDeleted = false): CompositePart => ({
  name,
  method: 'GET',
  path: includeDeleted ? '/queryAll' : '/query',
  query: { q: soql },
});

type Answer = { readonly body: unknown } | CrmFailure | undefined;

/** What the last one holds. @throws CrmFailure where one of them was refused */
const bodyOf = (...answers: readonly Answer[]): unknown => {
  const failure = answers.find((answer) => answer instanceof CrmFailure);
  if (failure !== undefined) throw failure;
  const last = answers.at(-1);
  return last instanceof CrmFailure ? undefined : last?.body;
};

const instantOf = (settings: unknown): string => new Date(stamped.parse(settings).SystemModstamp).toISOString();

const isRequested = (run: QueriedRecord): boolean => valueAt(run, 'Status__c') === 'Requested';
