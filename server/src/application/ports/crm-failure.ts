/**
 * What kind of trouble the CRM made; what to do about it differs by kind.
 * - `auth_failed`: it does not let us in (key, client id, user, approval).
 * - `unreachable`: nothing answers at the address, or not in time.
 * - `unavailable`: it answers, but is under maintenance or broken (5xx, a web page where data was expected).
 * - `limit`: the day's request allowance is used up; hot retries make it worse.
 * - `missing`: an object or field is not there, or hidden from the service user.
 * - `gone`: what an interrupted read was to go on with is no longer there; it begins again.
 * - `protocol`: an answer contradicts itself (row counts, repeated pages); nothing of it has been kept.
 * - `api`: it refused one request; `code` says why.
 */
export type CrmFailureKind =
  'auth_failed' | 'unreachable' | 'unavailable' | 'limit' | 'missing' | 'gone' | 'protocol' | 'api';

/** The CRM did not do what was asked. The message is plain and says what to check; it never holds a secret. */
export class CrmFailure extends Error {
  override readonly name = 'CrmFailure';
  readonly kind: CrmFailureKind;
  /** The CRM's own error code, where it gave one. */
  readonly code: string | undefined;

  constructor(
    kind: CrmFailureKind,
    message: string,
    options: { readonly code?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.kind = kind;
    this.code = options.code;
  }
}
