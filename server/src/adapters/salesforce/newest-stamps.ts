import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import { composite } from './composite.ts';
import type { Connection } from './connection.ts';
import { restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { together } from './together.ts';

export interface StampQuery {
  readonly object: string;
  /** The field that tells when a record was last changed. */
  readonly stamp: string;
  readonly includeDeleted: boolean;
}

export interface NewestStamp {
  /** Undefined where there is no record. */
  readonly instant: string | undefined;
}

/** A composite takes no more queries than that. */
const mostTogether = 5;

const answered = z.object({ records: z.array(z.record(z.string(), z.unknown())).max(1) });

/** Asks for the newest stamp of an object; objects that are asked for in the same turn travel together. */
export const newestStamps = (connection: Connection): ((query: StampQuery) => Promise<NewestStamp>) =>
  together<StampQuery, NewestStamp>(mostTogether, async (queries) => {
    const [only] = queries;
    if (queries.length === 1 && only !== undefined) {
      for await (const [record] of restQuery(connection, { ...only, soql: soqlOf(only) })) {
        return [{ instant: instantOf(only, record) }];
      }
      return [{ instant: undefined }];
    }
    const parts = queries.map((query, at) => ({
      name: `newest${at}`,
      method: 'GET' as const,
      path: query.includeDeleted ? '/queryAll' : '/query',
      query: { q: soqlOf(query) },
    }));
    const answers = await composite(connection, parts, 'the newest changes of objects');
    return queries.map((query, at) => {
      const answer = answers.get(`newest${at}`);
      if (answer instanceof Error) return answer;
      const read = answered.safeParse(answer?.body);
      if (read.success) return { instant: instantOf(query, read.data.records[0]) };
      return new CrmFailure(
        'protocol',
        `The CRM's answer for the newest change of ${query.object} cannot be understood.`,
      );
    });
  });

const soqlOf = ({ object, stamp }: StampQuery): string =>
  `SELECT ${stamp} FROM ${object} ORDER BY ${stamp} DESC LIMIT 1`;

const instantOf = ({ stamp }: StampQuery, record: QueriedRecord | undefined): string | undefined =>
  record === undefined ? undefined : new Date(String(valueAt(record, stamp))).toISOString();
