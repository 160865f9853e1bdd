import type { LocalOrg } from '../local-org.ts';
import { jobOutcomes } from '../store/job-outcomes.ts';

/** No locator that was given so far is any good, of queries by REST and of jobs. */
export const expireLocators = (org: LocalOrg): void => {
  jobOutcomes(org).locatorEpoch += 1;
  org.forgetCursors();
};
