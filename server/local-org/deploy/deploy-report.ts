import type { LocalOrg } from '../local-org.ts';
import type { Id } from '../org.ts';
import { bulkDateTime } from '../store/date-times.ts';
import type { DeployJob } from './deploy-jobs.ts';
import type { ComponentResult } from './deploy-result.ts';

/** What SOAP and REST both write: undefined is left out. */
export type Told = string | number | boolean | undefined | readonly Told[] | { readonly [name: string]: Told };

const nameOf = (org: LocalOrg, userId: Id): string => {
  const name = org.query(org.system, `SELECT Name FROM User WHERE Id = '${userId}'`).records[0]?.['Name'];
  return typeof name === 'string' ? name : '';
};

const moment = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : bulkDateTime(milliseconds);

const message = (component: ComponentResult, createdDate: string | undefined): Told => ({
  changed: component.changed,
  // Clients show the place only where they are told both parts of it.
  columnNumber: component.columnNumber ?? (component.lineNumber === undefined ? undefined : 1),
  componentType: component.componentType,
  created: component.created,
  createdDate,
  deleted: component.deleted,
  fileName: component.fileName,
  fullName: component.fullName,
  lineNumber: component.lineNumber,
  problem: component.problem,
  problemType: component.problemType,
  success: component.success,
});

/** The package has no Apex, so that no tests ever run. */
const noTests: Told = { numFailures: 0, numTestsRun: 0, totalTime: 0 };

const details = (job: DeployJob): Told => {
  const components = job.result?.components ?? [];
  const at = moment(job.endedAt);
  return {
    componentFailures: components.filter(({ success }) => !success).map((one) => message(one, at)),
    componentSuccesses: components.filter(({ success }) => success).map((one) => message(one, at)),
    runTestResult: noTests,
  };
};

/** A deploy as Salesforce's DeployResult tells it, with or without one message for each component. */
export const deployReport = (
  org: LocalOrg,
  job: DeployJob,
  includeDetails: boolean,
): Readonly<Record<string, Told>> => {
  const { result } = job;
  const over = job.status !== 'Pending' && job.status !== 'InProgress';
  return {
    canceledBy: job.canceledById,
    canceledByName: job.canceledById === undefined ? undefined : nameOf(org, job.canceledById),
    checkOnly: job.options.checkOnly,
    completedDate: moment(job.endedAt),
    createdBy: job.createdById,
    createdByName: nameOf(org, job.createdById),
    createdDate: moment(job.createdAt),
    details: includeDetails ? details(job) : undefined,
    done: over,
    errorMessage: result?.errorMessage ?? job.broken,
    errorStatusCode: result?.errorMessage === undefined && job.broken === undefined ? undefined : 'UNKNOWN_EXCEPTION',
    id: job.id,
    ignoreWarnings: job.options.ignoreWarnings,
    lastModifiedDate: moment(job.endedAt ?? job.startedAt ?? job.createdAt),
    numberComponentErrors: result?.numberComponentErrors ?? 0,
    numberComponentsDeployed: result?.numberComponentsDeployed ?? 0,
    numberComponentsTotal: result?.numberComponentsTotal ?? 0,
    numberTestErrors: 0,
    numberTestsCompleted: 0,
    numberTestsTotal: 0,
    rollbackOnError: job.options.rollbackOnError,
    runTestsEnabled: false,
    startDate: moment(job.startedAt),
    status: job.status,
    success: job.status === 'Succeeded' || job.status === 'SucceededPartial',
  };
};
