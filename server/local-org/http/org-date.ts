import type { RequestHandler } from 'express';
import type { LocalOrg } from '../local-org.ts';

/** Answers carry the org's own time, which its records are stamped with: not that of the machine. */
export const orgDate =
  (org: LocalOrg): RequestHandler =>
  (_request, response, next) => {
    response.setHeader('Date', new Date(org.kernel.clock.instant()).toUTCString());
    next();
  };
