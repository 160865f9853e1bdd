import { CrmFailure } from '../../application/ports/crm-failure.ts';

/** An error as it is, or as `gone` where its code says so. */
export const goneWhere = (error: unknown, codes: readonly string[], message: string): unknown =>
  error instanceof CrmFailure && error.code !== undefined && codes.includes(error.code)
    ? new CrmFailure('gone', message, { code: error.code, cause: error })
    : error;
