import { ApiError } from '../errors.ts';
import type { Id, QueryPage } from '../org.ts';
import type { OrgActor } from '../security/actors.ts';
import { mayReach } from '../store/save/find-record.ts';
import { toId18 } from '../store/ids.ts';
import type { Kernel } from '../store/kernel.ts';
import { parseSoql } from './parse.ts';
import { malformedQuery } from './soql-error.ts';

const fromIt = /\bFROM\s+UserRecordAccess\b/i;
const quotedIds = /'([0-9A-Za-z]{15,18})'/g;

/**
 * `SELECT RecordId, HasEditAccess FROM UserRecordAccess WHERE UserId = … AND RecordId = …` (or `IN`, up to 200): what
 * another user may do with records. Records that the one who asks cannot read are left out, as in Salesforce.
 * @returns undefined for any other query.
 */
export const userRecordAccess = (kernel: Kernel, asking: OrgActor, soql: string): QueryPage | undefined => {
  if (!fromIt.test(soql)) return undefined;
  const fields = (parseSoql(soql).fields ?? []).map((field) => ('field' in field ? field.field : ''));
  const userId = /\bUserId\s*=\s*'([0-9A-Za-z]{15,18})'/i.exec(soql)?.[1];
  const list = /\bRecordId\s*(?:=\s*'[^']*'|IN\s*\([^)]*\))/i.exec(soql)?.[0] ?? '';
  const ids = [...list.matchAll(quotedIds)].flatMap(([, id]) => toId18(id ?? '') ?? []);
  const of = toId18(userId ?? '');
  if (userId === undefined || list === '') throw malformedQuery('UserId and RecordId must be filtered by');
  if (of === undefined || ids.length === 0) {
    throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${of === undefined ? userId : list}`);
  }
  if (ids.length > 200) throw new ApiError(400, 'MALFORMED_QUERY', 'maximum 200 record ids in one query');
  const person = kernel.actors.resolve(of);
  const records = ids
    .filter((id) => mayReach(kernel, asking, id, 'read'))
    .map((id) => ({
      attributes: { type: 'UserRecordAccess' },
      ...Object.fromEntries(fields.map((field) => [field, valueOf(kernel, person, id, field)])),
    }));
  return { totalSize: records.length, done: true, records };
};

const valueOf = (kernel: Kernel, person: OrgActor, id: Id, field: string): unknown => {
  switch (field.toLowerCase()) {
    case 'recordid':
      return id;
    case 'hasreadaccess':
      return mayReach(kernel, person, id, 'read');
    case 'haseditaccess':
      return mayReach(kernel, person, id, 'edit');
    case 'hasdeleteaccess':
      return mayReach(kernel, person, id, 'delete');
    case 'hastransferaccess':
      return mayReach(kernel, person, id, 'transfer');
    default:
      throw new ApiError(400, 'INVALID_FIELD', `No such column '${field}' on entity 'UserRecordAccess'.`);
  }
};
