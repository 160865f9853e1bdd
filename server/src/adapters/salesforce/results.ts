import type { CrmResults, HeldRow, WriteOutcome } from '../../application/ports/crm-results.ts';
import { isSameRecord } from '../../application/ports/record-id.ts';
import { resumeIngest } from './bulk-ingest.ts';
import type { CallOptions } from './collections.ts';
import type { Connection } from './connection.ts';
import { inParentOrder } from './parent-order.ts';
import { removeRows } from './remove-rows.ts';
import { contentOf } from './result-json.ts';
import { keyField, readPath, resultMaps } from './result-map.ts';
import { restQuery, valueAt, type QueriedRecord } from './rest-query.ts';
import { endStrayJobs } from './stray-jobs.ts';
import { bulkRows, writeByBulk } from './write-bulk.ts';
import { writeByCollections } from './write-collections.ts';

export interface ResultOptions extends CallOptions {
  /** More rows than that go by the Bulk API. */
  readonly bulkAbove?: number;
}

/**
 * Result rows in Takt's own objects, upserted by key: some by sObject Collections, many by the Bulk API. Rows that
 * belong to the same parent stand together, so that calls at once lock as few of the same parents as can be.
 */
export const createResults = (connection: Connection, options: ResultOptions): CrmResults => {
  const { bulkAbove = 2_000 } = options;
  return {
    async fingerprint(kind) {
      const { object } = resultMaps[kind];
      const soql = `SELECT COUNT(Id) total, MAX(SystemModstamp) newest FROM ${object}`;
      for await (const [row] of restQuery(connection, { soql, object })) {
        if (row !== undefined) return `${String(valueAt(row, 'total'))} ${String(valueAt(row, 'newest'))}`;
      }
      return '0 null';
    },

    async *readBack(kind, signal) {
      const { userId } = await connection.signIn();
      const map = resultMaps[kind];
      const paths = [...new Set([...Object.values(map.fields).map(readPath), ...editFields])];
      const soql = `SELECT ${[keyField, ...paths].join(', ')} FROM ${map.object} WHERE ${keyField} != null`;
      for await (const records of restQuery(connection, { soql, object: map.object, signal })) {
        yield records.map((record) => ({
          key: String(valueAt(record, keyField)),
          content: contentOf(map, record),
          ...editOf(record, userId),
        }));
      }
    },

    async *write(kind, given, order, signal) {
      const rows = inParentOrder(kind, given);
      if (rows.length <= bulkAbove) {
        yield* writeByCollections(connection, kind, rows, order, options, signal);
        return;
      }
      const parts = bulkRows(kind, rows);
      // What a new row is made with has columns of its own.
      const kinds = [true, false].map((fresh) => parts.rows.filter((row) => (row.onCreation !== undefined) === fresh));
      const small = kinds.filter((some) => some.length <= bulkAbove).flat();
      for (const large of kinds.filter((some) => some.length > bulkAbove)) {
        const outcomes = await writeByBulk(connection, kind, large, order, options, signal);
        const again = new Set(outcomes.filter(isWorthAnother).map(({ key }) => key));
        yield outcomes.filter(({ key }) => !again.has(key));
        small.push(...large.filter(({ key }) => again.has(key)));
      }
      yield* writeByCollections(connection, kind, [...small, ...parts.others], order, options, signal);
    },

    remove: (kind, keys, order, signal) => removeRows(connection, resultMaps[kind], keys, order, options, signal),

    endStrayJobs: (signal) =>
      endStrayJobs(
        connection,
        Object.values(resultMaps).map(({ object }) => object),
        options,
        signal,
      ),

    async finishJob(_kind, jobId, signal) {
      const resumed = await resumeIngest(connection, jobId, keyField, options, signal);
      if (resumed.state !== 'done') return { carriedOut: false, refused: [] };
      const refused = [...resumed.failed].map(([key, { code, reason }]): WriteOutcome => ({
        key,
        ok: false,
        reason: `${reason} (${code})`,
      }));
      return { carriedOut: true, refused };
    },
  };
};

/** Locked rows, and rows that need another owner: Collections know what to do about them. */
const isWorthAnother = ({ ok, reason = '' }: WriteOutcome): boolean =>
  !ok && /UNABLE_TO_LOCK_ROW|TRANSFER_REQUIRES_READ|INACTIVE_OWNER_OR_USER|UNPROCESSED/.test(reason);

const editFields = ['CreatedById', 'LastModifiedById', 'LastModifiedBy.Name', 'LastModifiedDate'];

/** Whoever made the row is a companion as well, perhaps under another user. */
const editOf = (record: QueriedRecord, userId: string): Pick<HeldRow, 'edited'> => {
  const editor = valueAt(record, 'LastModifiedById');
  if (typeof editor !== 'string' || isSameRecord(editor, userId) || editor === valueAt(record, 'CreatedById'))
    return {};
  const name = valueAt(record, 'LastModifiedBy.Name');
  const at = new Date(String(valueAt(record, 'LastModifiedDate'))).toISOString();
  return { edited: { by: typeof name === 'string' ? name : editor, at } };
};
