import type { LocalOrg } from '../local-org.ts';
import type { XmlElement } from '../metadata/xml.ts';
import type { Actor } from '../org.ts';
import { demandMetadataRights, type DeployJobs, type RequestedOptions } from './deploy-jobs.ts';
import { deployReport } from './deploy-report.ts';
import { describedTypes } from './metadata-types.ts';
import { argument, argumentElement, argumentElements, SoapFault, toXml } from './soap-envelope.ts';
import { listComponents, readComponents } from './metadata-reader.ts';

/** What an operation works with. */
export interface SoapContext {
  readonly org: LocalOrg;
  readonly jobs: DeployJobs;
  readonly actor: Actor;
}

/** Carries one operation out. @returns the `result` elements as XML */
type Operation = (context: SoapContext, call: XmlElement, archive: string | undefined) => string;

const flag = (element: XmlElement | undefined, name: string, otherwise = false): boolean =>
  (argument(element, name) ?? String(otherwise)).toLowerCase() === 'true';

const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

const zipOf = (archive: string | undefined): Uint8Array => {
  if (archive === undefined || archive.trim() === '' || !base64.test(archive)) {
    throw new SoapFault('sf:INVALID_FIELD', 'ZipFile: a zip archive in base64 is needed');
  }
  return Buffer.from(archive, 'base64');
};

const optionsOf = (call: XmlElement): RequestedOptions => {
  const given = argumentElement(call, 'DeployOptions') ?? argumentElement(call, 'deployOptions');
  return {
    checkOnly: flag(given, 'checkOnly'),
    ignoreWarnings: flag(given, 'ignoreWarnings'),
    rollbackOnError: flag(given, 'rollbackOnError', true),
    singlePackage: flag(given, 'singlePackage'),
    testLevel: argument(given, 'testLevel'),
  };
};

const deploy: Operation = ({ org, jobs, actor }, call, archive) => {
  demandMetadataRights(actor);
  const job = jobs.start(actor, zipOf(archive), optionsOf(call));
  return toXml('result', { ...deployReport(org, job, false), state: 'Queued' });
};

const checkDeployStatus: Operation = ({ org, jobs, actor }, call) => {
  const job = jobs.find(actor, argument(call, 'asyncProcessId') ?? '');
  return toXml('result', deployReport(org, job, flag(call, 'includeDetails')));
};

const cancelDeploy: Operation = ({ jobs, actor }, call) => {
  const { id } = jobs.cancel(actor, argument(call, 'id') ?? argument(call, 'String') ?? '');
  return toXml('result', { done: true, id });
};

const describeMetadata: Operation = ({ actor }) => {
  demandMetadataRights(actor);
  return toXml('result', {
    metadataObjects: describedTypes(),
    organizationNamespace: '',
    partialSaveAllowed: true,
    testRequired: false,
  });
};

const mostQueries = 3;

const listMetadata: Operation = ({ org, actor }, call) => {
  demandMetadataRights(actor);
  const queries = argumentElements(call, 'queries');
  if (queries.length > mostQueries) {
    throw new SoapFault('sf:INVALID_TYPE', `at most ${mostQueries} queries can be asked in one call`);
  }
  const found = queries.flatMap((query) => listComponents(org, argument(query, 'type') ?? ''));
  return toXml('result', found);
};

const mostRead = 10;

const readMetadata: Operation = ({ org, actor }, call) => {
  demandMetadataRights(actor);
  const names = argumentElements(call, 'fullNames').map((name) => name.content.trim());
  if (names.length > mostRead) {
    throw new SoapFault('sf:EXCEEDED_ID_LIMIT', `at most ${mostRead} components can be read in one call`);
  }
  return `<result>${readComponents(org, argument(call, 'type') ?? '', names)}</result>`;
};

const deployRecentValidation: Operation = ({ jobs, actor }, call) => {
  const { id } = jobs.find(actor, argument(call, 'validationId') ?? '');
  // Quick deploys live on tests that were run, and the package has none.
  throw new SoapFault('sf:INVALID_ID_FIELD', `validation ${id} is not qualified for a quick deploy: no tests were run`);
};

/** The operations of the Metadata API that the org serves. */
export const metadataOperations: ReadonlyMap<string, Operation> = new Map([
  ['deploy', deploy],
  ['checkDeployStatus', checkDeployStatus],
  ['cancelDeploy', cancelDeploy],
  ['deployRecentValidation', deployRecentValidation],
  ['describeMetadata', describeMetadata],
  ['listMetadata', listMetadata],
  ['readMetadata', readMetadata],
]);
