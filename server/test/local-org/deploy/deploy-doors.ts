import type { Connection } from 'jsforce';
import type { DeployEngine } from '../../../local-org/deploy/deploy-jobs.ts';
import type { DeployOptions, DeployResult } from '../../../local-org/deploy/deploy-result.ts';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';

/** What an engine was given. */
export interface Given {
  readonly zip: Buffer;
  readonly options: DeployOptions;
}

const field = { componentType: 'CustomField', fileName: 'objects/Takt_Run__c.object', deleted: false } as const;

/** One object's new field, one field that stays as it is, and one that is refused. */
export const partlyWrong = (options: DeployOptions): DeployResult => ({
  success: false,
  status: 'Failed',
  checkOnly: options.checkOnly,
  rollbackOnError: options.rollbackOnError,
  components: [
    { ...field, fullName: 'Takt_Run__c.Added__c', success: true, created: true, changed: true },
    { ...field, fullName: 'Takt_Run__c.Kept__c', success: true, created: false, changed: false },
    {
      ...field,
      ...{ fullName: 'Takt_Run__c.Wrong__c', success: false, created: false, changed: false },
      ...{ problem: 'Type <Colour> is unknown & "refused"', problemType: 'Error', lineNumber: 12 },
    },
  ],
  numberComponentsTotal: 3,
  numberComponentsDeployed: 2,
  numberComponentErrors: 1,
});

export interface Doors {
  readonly running: RunningOrg;
  readonly given: Given[];
  /** jsforce as that person of the company. */
  connection(person: string, version?: string): Connection;
}

/** An org with a company, whose deploys go to a stand-in that notes what it is given. */
export const openDoors = async (engine: (options: DeployOptions) => DeployResult = partlyWrong): Promise<Doors> => {
  const given: Given[] = [];
  const deployEngine: DeployEngine = (_org, zip, options) => {
    given.push({ zip: Buffer.from(zip), options });
    return engine(options);
  };
  const running = await startOrg({ deployEngine, prepare: (org) => void company(org) });
  return {
    running,
    given,
    connection: (person, version) => {
      const connection = connectAs(running, `${person}@acme.example`, version);
      connection.metadata.pollInterval = 10;
      return connection;
    },
  };
};
