import { ApiError } from '../../errors.ts';
import { restDateTime } from '../../store/date-times.ts';
import { deletedBetween } from '../../store/save/recycle-bin.ts';
import { recordUrls, type ApiRequest, type ApiResponse } from '../api-request.ts';
import { objectOfPath } from './describe.ts';

const minute = 60_000;
/** How far back deletions are told. */
const longest = 15 * 24 * 60 * minute;
const furthest = 30 * 24 * 60 * minute;

const wrongDate = (message: string): ApiError => new ApiError(400, 'INVALID_REPLICATION_DATE', message);

/** Seconds are not looked at. A plus that came unencoded is one again. */
const timeOf = (request: ApiRequest, name: string): number => {
  const text = request.query.get(name);
  if (text === null) throw new ApiError(400, 'MISSING_ARGUMENT', `Required parameter '${name}' is missing`);
  const time = Date.parse(text.replace(' ', '+'));
  if (Number.isNaN(time)) throw wrongDate(`${name} is no date: ${text}`);
  return Math.floor(time / minute) * minute;
};

const span = (request: ApiRequest): { readonly start: number; readonly end: number; readonly covered: number } => {
  const [start, end, now] = [timeOf(request, 'start'), timeOf(request, 'end'), request.org.kernel.clock.instant()];
  if (end <= start) throw wrongDate('startDate must be at least a minute before endDate');
  if (start < now - furthest) throw wrongDate('startDate cannot be more than 30 days ago');
  return { start, end, covered: Math.min(end, Math.floor(now / minute) * minute) };
};

/** Ids of what was deleted in a span of time; who may not read the object does not get here. */
export const deleted = (request: ApiRequest): ApiResponse => {
  const { start, end, covered } = span(request);
  const { kernel } = request.org;
  const rows = deletedBetween(kernel, objectOfPath(request).name, start, end);
  const earliest = kernel.clock.instant() - longest;
  return {
    status: 200,
    body: {
      deletedRecords: rows
        .filter((row) => Number(row['at']) >= earliest)
        .map((row) => ({ deletedDate: restDateTime(Number(row['at'])), id: String(row['id']) })),
      earliestDateAvailable: restDateTime(earliest),
      latestDateCovered: restDateTime(covered),
    },
  };
};

/** Ids of what was made or changed in a span of time, as far as the actor sees it. */
export const updated = (request: ApiRequest): ApiResponse => {
  const { start, end, covered } = span(request);
  const { org, actor, version } = request;
  const { name, fields } = objectOfPath(request);
  if (!fields.has('systemmodstamp')) throw new ApiError(400, 'INVALID_TYPE', `${name} is not replicateable`);
  const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()];
  const soql = `SELECT Id FROM ${name} WHERE SystemModstamp >= ${from} AND SystemModstamp < ${to}`;
  const ids: string[] = [];
  let page = org.query(actor, soql, { urlPrefix: recordUrls(version) });
  for (;;) {
    ids.push(...page.records.map((record) => String(record['Id'])));
    if (page.cursor === undefined) break;
    page = org.queryMore(actor, page.cursor);
  }
  return { status: 200, body: { ids, latestDateCovered: restDateTime(covered) } };
};
