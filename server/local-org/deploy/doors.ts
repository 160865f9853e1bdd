import { Router } from 'express';
import type { LocalOrg } from '../local-org.ts';
import { DeployJobs, type DeployEngine } from './deploy-jobs.ts';
import { deployRestRouter } from './rest-router.ts';
import { soapRouter } from './soap-router.ts';

/**
 * The ways in which metadata comes into the org: SOAP and REST, on one queue of deploys, so that a deploy begun at one
 * door can be watched at the other. `close` drops what has not begun.
 */
export const deployDoors = (
  org: LocalOrg,
  engine: DeployEngine,
): { readonly router: Router; readonly close: () => void } => {
  const jobs = new DeployJobs(org, engine);
  const router = Router();
  router.use(soapRouter(org, jobs));
  router.use(deployRestRouter(org, jobs));
  return {
    router,
    close: () => {
      jobs.close();
    },
  };
};
