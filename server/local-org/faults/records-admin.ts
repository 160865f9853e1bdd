import express, { type Router } from 'express';
import { z } from 'zod';
import type { LocalOrg } from '../local-org.ts';
import type { Id, SaveResult } from '../org.ts';
import { toId18 } from '../store/ids.ts';
import { mergeRecords } from '../store/save/merge.ts';
import { eraseRecord, purgeRecords } from '../store/save/purge.ts';
import { removeRecords } from '../store/save/remove.ts';
import { undeleteRecords } from '../store/save/undelete.ts';

const idSchema = z.string().transform((text, context) => {
  const id = toId18(text);
  if (id === undefined) context.addIssue({ code: 'custom', message: `${text} is no id` });
  return id ?? '';
});
const idsSchema = z.strictObject({ ids: z.array(idSchema).min(1) });
const mergeSchema = z.strictObject({
  master: idSchema,
  losers: z.array(idSchema),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
});

/** Record by record: gone from the bin, or why not. */
const purge = ({ kernel }: LocalOrg, id: Id): SaveResult => {
  const object = kernel.schema.objectOfId(id);
  const row =
    object?.fields.has('isdeleted') === true
      ? kernel.database.row(`SELECT "IsDeleted" AS deleted FROM "${object.name}" WHERE "Id" = ?`, [id])
      : undefined;
  if (object === undefined || row?.['deleted'] !== 1) {
    const error = { statusCode: 'ENTITY_IS_NOT_DELETED', message: 'Entity is not in the recycle bin', fields: [] };
    return { id, success: false, errors: [error] };
  }
  kernel.database.transaction(() => {
    purgeRecords(kernel, object.name, id);
  });
  return { id, success: true, errors: [] };
};

/** Alive or in the bin: gone without a trace, as after a person's request to be forgotten. */
const erase = (org: LocalOrg, id: Id): SaveResult => {
  const { kernel } = org;
  const [removed] = removeRecords(kernel, org.system, [id], {});
  const inBin = removed?.errors[0]?.statusCode === 'ENTITY_IS_DELETED';
  if (removed === undefined || (!removed.success && !inBin)) {
    return removed ?? { id, success: false, errors: [] };
  }
  const object = kernel.schema.objectOfId(id);
  kernel.database.transaction(() => {
    if (object?.fields.has('isdeleted') === true) eraseRecord(kernel, object.name, id);
  });
  return { id, success: true, errors: [] };
};

/** What people do with records beyond the API that the companion uses: it only sees what came of it. */
export const recordsAdmin = (org: LocalOrg): Router => {
  const router = express.Router();
  const each = (path: string, work: (ids: readonly Id[]) => readonly SaveResult[]): void => {
    router.post(path, (request, response) => {
      response.json({ results: work(idsSchema.parse(request.body).ids) });
    });
  };
  each('/records/delete', (ids) => removeRecords(org.kernel, org.system, ids, {}));
  each('/records/undelete', (ids) => undeleteRecords(org.kernel, org.system, ids));
  each('/records/purge', (ids) => ids.map((id) => purge(org, id)));
  each('/records/erase', (ids) => ids.map((id) => erase(org, id)));
  router.post('/records/merge', (request, response) => {
    const { master, losers, fields } = mergeSchema.parse(request.body);
    response.json({ results: [mergeRecords(org.kernel, org.system, master, losers, fields)] });
  });
  return router;
};
