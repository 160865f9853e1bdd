import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Connection } from 'jsforce';
import type { RunningOrg } from '../../../local-org/start.ts';
import { createOne, idOf } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';
import { archiveOf } from './archive.ts';
import { field, objectFile } from './packages.ts';

const minutes = field('Minutes__c', 'Number', '<precision>4</precision><scale>0</scale>');
const wrong = field('Mood__c', 'Colour');

const archive = (...fields: readonly string[]): Buffer =>
  Buffer.from(
    archiveOf({ 'objects/Visit__c.object': objectFile('Visit', { fields }) }, { CustomObject: ['Visit__c'] }),
  );

let running: RunningOrg;
let admin: Connection;
beforeAll(async () => {
  running = await startOrg({
    projectRoot: null,
    prepare: (org) => {
      createOne(org, 'User', {
        ...{
          FirstName: 'Ada',
          LastName: 'Admin',
          Username: 'ada@acme.example',
          Email: 'ada@acme.example',
          Alias: 'ada',
        },
        ...{ IsActive: true, ProfileId: idOf(org, "SELECT Id FROM Profile WHERE Name = 'System Administrator'") },
      });
    },
  });
  admin = connectAs(running, 'ada@acme.example');
});
afterAll(() => running.close());

const deployed = async (zip: Buffer, options = {}) => {
  const { id } = await admin.metadata.deploy(zip, { singlePackage: true, rollbackOnError: true, ...options });
  return vi.waitFor(async () => {
    const result = await admin.metadata.checkDeployStatus(id, true);
    if (!result.done) throw new Error(`still ${result.status}`);
    return result;
  });
};

describe('a deploy by jsforce into an empty org', () => {
  it('leaves nothing behind where it is only checked', async () => {
    const result = await deployed(archive(minutes), { checkOnly: true });
    expect(result).toMatchObject({ status: 'Succeeded', checkOnly: true });
    await expect(admin.describe('Visit__c')).rejects.toThrow(/does not exist/);
  });

  it('is refused whole for one wrong field, with its file, line and reason', async () => {
    const result = await deployed(archive(minutes, wrong));
    expect(result).toMatchObject({ status: 'Failed', success: false });
    expect(result.details.componentFailures).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          fullName: 'Visit__c.Mood__c',
          fileName: 'objects/Visit__c.object',
          lineNumber: 5,
          problem: expect.stringContaining('Colour') as string,
        }),
      ]),
    );
    await expect(admin.describe('Visit__c')).rejects.toThrow(/does not exist/);
  });

  it('makes an object that takes records at once, and that the Metadata API reads back', async () => {
    expect(await deployed(archive(minutes))).toMatchObject({ status: 'Succeeded', numberComponentErrors: 0 });
    const { id = '' } = await admin.sobject('Visit__c').create({ Name: 'First', Minutes__c: 45 });
    expect(await admin.sobject('Visit__c').retrieve(id)).toMatchObject({ Minutes__c: 45 });
    const visit = await admin.metadata.read('CustomObject', 'Visit__c');
    expect(visit.fields).toMatchObject([{ fullName: 'Minutes__c', precision: 4 }]);
  });
});
