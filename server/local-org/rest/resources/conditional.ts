import { ApiError } from '../../errors.ts';
import { parseDateTime } from '../../store/date-times.ts';
import type { ApiRequest, ApiResponse } from '../api-request.ts';

/** An HTTP date or nothing; Salesforce refuses what is no date where something would be written by it. */
const dateOf = (request: ApiRequest, name: string): number | undefined => {
  const text = request.header(name);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  if (request.method === 'GET') return undefined;
  throw new ApiError(400, 'INVALID_INPUT', `The value of ${name} is no date: ${text}`);
};

/** When a record changed, as HTTP says it: to the second, so that a change within the same second is not noticed. */
const changedAt = (lastModified: unknown): number =>
  Math.floor((parseDateTime(String(lastModified)) ?? 0) / 1000) * 1000;

export const lastModifiedHeader = (lastModified: unknown): Readonly<Record<string, string>> =>
  lastModified === undefined ? {} : { 'Last-Modified': new Date(changedAt(lastModified)).toUTCString() };

/**
 * `If-Unmodified-Since` (412) and, for reading, `If-Modified-Since` (304), on a record's own address. Addresses by an
 * external id and deletions know neither, as in Salesforce.
 * @param lastModified asked for only where there is a condition
 */
export const conditional = (request: ApiRequest, lastModified: () => unknown): ApiResponse | undefined => {
  const unmodified = dateOf(request, 'if-unmodified-since');
  const modified = request.method === 'GET' ? dateOf(request, 'if-modified-since') : undefined;
  if (unmodified === undefined && modified === undefined) return undefined;
  const changed = changedAt(lastModified());
  if (unmodified !== undefined && changed > unmodified) return { status: 412 };
  if (modified !== undefined && changed <= modified) return { status: 304 };
  return undefined;
};
