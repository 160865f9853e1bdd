import { z } from 'zod';
import { CrmFailure } from '../../application/ports/crm-failure.ts';
import type { HttpAnswer } from './transport.ts';

const restErrors = z.array(z.object({ message: z.string(), errorCode: z.string() })).min(1);

const hints: Readonly<Record<string, string>> = {
  API_DISABLED_FOR_ORG: 'Give the service user a permission set with "API Enabled".',
  INSUFFICIENT_ACCESS: 'Assign the permission set Takt_Integration to the service user.',
  INSUFFICIENT_ACCESS_OR_READONLY: 'Assign the permission set Takt_Integration to the service user.',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'A flow or trigger of the org refused it.',
};

const missingCodes = new Set(['INVALID_TYPE', 'INVALID_FIELD', 'INVALID_FIELD_FOR_INSERT_UPDATE']);

/** True where the CRM says that a text is no id: then there is no such record. */
export const isNoId = (error: unknown): boolean =>
  error instanceof CrmFailure && (error.code === 'INVALID_QUERY_FILTER_OPERATOR' || error.code === 'MALFORMED_ID');

/** Text of an answer. */
export const answerText = (answer: HttpAnswer): string => new TextDecoder().decode(answer.body);

/** True for a web page: what a proxy or a maintenance page sends, with whatever status. */
export const isWebPage = (answer: HttpAnswer): boolean =>
  (answer.headers.get('content-type') ?? '').includes('html') ||
  /^\s*<(!doctype|html)/i.test(new TextDecoder().decode(answer.body.subarray(0, 200)));

/** The failure that an answer other than 2xx stands for; `what` says what was asked, for the message. */
export const failureOf = (answer: HttpAnswer, what: string): CrmFailure => {
  if (isWebPage(answer) || answer.status >= 500) {
    return new CrmFailure(
      'unavailable',
      `The CRM is not available at the moment (${what}: HTTP ${answer.status}${isWebPage(answer) ? ', a web page instead of data' : ''}).`,
      { code: String(answer.status) },
    );
  }
  const first = restErrors.safeParse(parsedJson(answer)).data?.[0];
  const code = first?.errorCode ?? `HTTP_${answer.status}`;
  const said = first?.message ?? answerText(answer).slice(0, 300);
  if (code === 'REQUEST_LIMIT_EXCEEDED') {
    // The one code for two limits: requests of a day ("TotalRequests"), and requests at once ("ConcurrentRequests").
    return /^\s*concurrent/i.test(said) ? tooManyAtOnce(what) : usedUp(what);
  }
  const hint = hints[code];
  const text = `The CRM refused ${what}: ${said} (${code}).${hint === undefined ? '' : ` ${hint}`}`;
  return new CrmFailure(missingCodes.has(code) ? 'missing' : 'api', text, { code });
};

/** The day's allowance is used up. */
export const usedUp = (what: string): CrmFailure =>
  new CrmFailure(
    'limit',
    `The CRM's daily request limit is used up (${what}). It is asked again once a minute; nothing is lost.`,
    { code: 'REQUEST_LIMIT_EXCEEDED' },
  );

const atOnceCode = 'CONCURRENT_REQUESTS';

const tooManyAtOnce = (what: string): CrmFailure =>
  new CrmFailure('unavailable', `The CRM has too many long requests at once, of all programs together (${what}).`, {
    code: atOnceCode,
  });

/** Too many requests at once: none of this one was carried out. */
export const isTooManyAtOnce = ({ code }: CrmFailure): boolean => code === atOnceCode;

/** JSON of an answer, or undefined where it is none. */
export const parsedJson = (answer: HttpAnswer): unknown => {
  try {
    return JSON.parse(answerText(answer)) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Reads an answer's JSON into its expected shape.
 * @throws CrmFailure `unavailable` for a web page, `protocol` for anything else that does not fit.
 */
export const readJson = <Shape>(answer: HttpAnswer, shape: z.ZodType<Shape>, what: string): Shape => {
  const parsed = shape.safeParse(parsedJson(answer));
  if (parsed.success) return parsed.data;
  if (isWebPage(answer)) throw failureOf(answer, what);
  throw new CrmFailure('protocol', `The CRM's answer to ${what} is not understood: ${z.prettifyError(parsed.error)}`);
};
