import type { Connection } from 'jsforce';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { largestZip } from '../../../local-org/deploy/deploy-jobs.ts';
import { openDoors, partlyWrong, type Doors } from './deploy-doors.ts';

const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 255, 254, 10, 13]);

let doors: Doors;
let admin: Connection;
beforeAll(async () => {
  doors = await openDoors();
  admin = doors.connection('admin');
});
afterAll(() => doors.running.close());
beforeEach(() => {
  doors.given.length = 0;
});

const ways = [
  ['SOAP', (connection: Connection, options = {}) => connection.metadata.deploy(zip, options)],
  ['REST', (connection: Connection, options = {}) => connection.metadata.deployRest(zip, options)],
] as const;

const ended = (connection: Connection, id: string, rest: boolean) =>
  vi.waitFor(async () => {
    const result = await connection.metadata.checkDeployStatus(id, true, rest);
    if (!result.done) throw new Error(`still ${result.status}`);
    return result;
  });

describe.each(ways)('a deploy by %s', (way, send) => {
  const rest = way === 'REST';
  const idOf = async (connection: Connection, options = {}): Promise<string> => {
    const begun = await send(connection, options);
    return begun.id;
  };

  it('hands the archive and the options to the engine as the client gave them', async () => {
    await ended(admin, await idOf(admin, { checkOnly: true, singlePackage: true, rollbackOnError: false }), rest);
    expect(doors.given).toHaveLength(1);
    expect(doors.given[0]?.zip.equals(zip)).toBe(true);
    expect(doors.given[0]?.options).toMatchObject({
      checkOnly: true,
      singlePackage: true,
      rollbackOnError: false,
      ignoreWarnings: false,
    });
  });

  it('tells counts, and each component with its problem, type and place', async () => {
    const result = await ended(admin, await idOf(admin), rest);
    expect(result).toMatchObject({
      status: 'Failed',
      success: false,
      done: true,
      createdByName: 'Admin Test',
      numberComponentsTotal: 3,
      numberComponentsDeployed: 2,
      numberComponentErrors: 1,
      rollbackOnError: true,
    });
    expect(result.details.componentSuccesses).toMatchObject([
      { fullName: 'Takt_Run__c.Added__c', created: true, changed: true, success: true },
      { fullName: 'Takt_Run__c.Kept__c', created: false, changed: false, success: true },
    ]);
    expect(result.details.componentFailures).toMatchObject([
      {
        componentType: 'CustomField',
        fullName: 'Takt_Run__c.Wrong__c',
        fileName: 'objects/Takt_Run__c.object',
        problem: 'Type <Colour> is unknown & "refused"',
        problemType: 'Error',
        lineNumber: 12,
        columnNumber: 1,
        success: false,
      },
    ]);
  });

  it('can be watched at the other door', async () => {
    const result = await ended(admin, await idOf(admin), !rest);
    expect(result.numberComponentsTotal).toBe(3);
  });

  it('is refused to people who may not change metadata, before the engine sees it', async () => {
    const rep = doors.connection('rep');
    await expect(send(rep)).rejects.toThrow(/ModifyAllData or ModifyMetadata/);
    const id = await idOf(admin);
    await expect(rep.metadata.checkDeployStatus(id, true, rest)).rejects.toThrow(/ModifyMetadata/);
    await ended(admin, id, rest);
    expect(doors.given).toHaveLength(1);
  });

  it('answers an id that is none, and one that nothing has', async () => {
    await expect(admin.metadata.checkDeployStatus('nonsense', true, rest)).rejects.toThrow(/invalid id/);
    await expect(admin.metadata.checkDeployStatus('0Af00000000zzzzAAA', true, rest)).rejects.toThrow();
  });
});

const post = (address: string, body: string | FormData, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${doors.running.url}${address}`, { method: 'POST', body, headers });

const restDoor = '/services/data/v67.0/metadata/deployRequest';
const authorization = () => ({ Authorization: `Bearer ${String(admin.accessToken)}` });
const deployForm = (parts: Readonly<Record<string, string | Blob>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, 'package.zip');
  }
  return form;
};

describe('the REST door', () => {
  it.each([
    ['no archive', { entity_content: '{}' }],
    ['no options', { file: new Blob([zip]) }],
    ['options that are no JSON', { file: new Blob([zip]), entity_content: '{' }],
    ['options of the wrong type', { file: new Blob([zip]), entity_content: '{"deployOptions":{"checkOnly":"yes"}}' }],
  ])('refuses a form with %s', async (_, parts: Readonly<Record<string, string | Blob>>) => {
    const response = await post(restDoor, deployForm(parts), authorization());
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject([{ errorCode: expect.stringMatching(/^[A-Z_]+$/) as string }]);
    expect(doors.given).toHaveLength(0);
  });

  it('refuses what is no form', async () => {
    const response = await post(restDoor, '{}', { ...authorization(), 'Content-Type': 'application/json' });
    expect(response.status).toBe(415);
  });

  it('refuses an archive above Salesforce’s size', async () => {
    const form = deployForm({ file: new Blob([Buffer.alloc(largestZip + 1)]), entity_content: '{}' });
    const response = await post(restDoor, form, authorization());
    expect(response.status).toBe(413);
    expect(doors.given).toHaveLength(0);
  });

  it('refuses people without a session', async () => {
    const response = await post(restDoor, deployForm({ file: new Blob([zip]), entity_content: '{}' }));
    expect(response.status).toBe(401);
  });

  it('answers at an address with two slashes, as clients ask that keep one at the end of the org’s', async () => {
    const response = await post(
      `/${restDoor}`,
      deployForm({ file: new Blob([zip]), entity_content: '{}' }),
      authorization(),
    );
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    await ended(admin, id, true);
  });

  it('cancels nothing that has ended', async () => {
    const { id } = await admin.metadata.deployRest(zip);
    await ended(admin, id, true);
    const response = await fetch(`${doors.running.url}${restDoor}/${id}`, {
      method: 'PATCH',
      headers: { ...authorization(), 'Content-Type': 'application/json' },
      body: '{"deployResult":{"status":"Canceling"}}',
    });
    expect(response.status).toBe(400);
  });
});

const envelope = (operation: string, body = '', token = String(admin.accessToken)): string =>
  `<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://soap.sforce.com/2006/04/metadata">
    <env:Header><m:SessionHeader><m:sessionId>${token}</m:sessionId></m:SessionHeader></env:Header>
    <env:Body><m:${operation}>${body}</m:${operation}></env:Body></env:Envelope>`;
const soap = async (text: string, door = 'm/67.0'): Promise<{ status: number; text: string }> => {
  const response = await post(`/services/Soap/${door}`, text, { 'Content-Type': 'text/xml', SOAPAction: '""' });
  return { status: response.status, text: await response.text() };
};

describe('the SOAP door', () => {
  it('tells a bad session as a fault that clients sign in anew for', async () => {
    const answer = await soap(envelope('describeMetadata', '', 'nobody'));
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('<faultcode>sf:INVALID_SESSION_ID</faultcode>');
  });

  it('says of operations that it does not have that there are none', async () => {
    const answer = await soap(envelope('renameMetadata'));
    expect(answer.text).toMatch(/<faultcode>soapenv:Client<.*No operation available.*renameMetadata/);
  });

  it.each([
    ['no XML', 'hello'],
    ['another document', '<html></html>'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${envelope('describeMetadata', '', 'anybody')}`],
  ])('takes no message that is %s', async (_, text) => {
    const answer = await soap(text);
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('<faultcode>soapenv:Client</faultcode>');
  });

  it('takes no archive that is not base64', async () => {
    const answer = await soap(envelope('deploy', '<m:ZipFile>*</m:ZipFile>'));
    expect(answer.text).toContain('sf:INVALID_FIELD');
    expect(doors.given).toHaveLength(0);
  });

  it('has no login by password any more', async () => {
    const login = '<l:username xmlns:l="urn:partner.soap.sforce.com">a</l:username>';
    expect((await soap(envelope('login', login), 'u/64.0')).text).toMatch(/INVALID_OPERATION.*login\(\) is disabled/);
    expect((await soap(envelope('login', login), 'u/67.0')).text).toContain('No operation available');
  });

  it('lists what types of metadata there are', async () => {
    const { metadataObjects, testRequired } = await admin.metadata.describe();
    expect(testRequired).toBe(false);
    expect(metadataObjects.find(({ xmlName }) => xmlName === 'CustomObject')).toMatchObject({
      directoryName: 'objects',
      suffix: 'object',
      childXmlNames: expect.arrayContaining(['CustomField', 'ValidationRule']) as string[],
    });
  });

  it('lists the components of a type, objects of Salesforce’s own among them', async () => {
    const objects = await admin.metadata.list({ type: 'CustomObject' });
    expect(objects.map(({ fullName }) => fullName)).toEqual(expect.arrayContaining(['Account', 'Takt_Run__c']));
    const [field] = (await admin.metadata.list({ type: 'CustomField' })).filter(
      ({ fullName }) => fullName === 'Takt_Run__c.Kind__c',
    );
    expect(field).toMatchObject({ fileName: 'objects/Takt_Run__c.object', type: 'CustomField' });
  });

  it('reads components with their parts', async () => {
    const [object, missing] = await admin.metadata.read('CustomObject', ['Takt_Run__c', 'No_Such__c']);
    expect(object?.fullName).toBe('Takt_Run__c');
    expect(object?.fields.map(({ fullName }) => fullName)).toContain('Kind__c');
    expect(missing?.fullName ?? null).toBeNull();
    const set = await admin.metadata.read('PermissionSet', 'Takt_Rep');
    expect(set.objectPermissions.length).toBeGreaterThan(0);
  });

  it('keeps lists and reads to people who may change metadata', async () => {
    await expect(doors.connection('rep').metadata.list({ type: 'Layout' })).rejects.toThrow(/ModifyMetadata/);
  });
});

describe('an engine that breaks', () => {
  it('is told as a failed deploy, and the org goes on', async () => {
    const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    let broken = true;
    const other = await openDoors((options) => {
      if (broken) throw new Error('out of luck');
      return partlyWrong(options);
    });
    try {
      const connection = other.connection('admin');
      const { id } = await connection.metadata.deploy(zip);
      const failed = await ended(connection, id, false);
      expect(failed).toMatchObject({
        status: 'Failed',
        success: false,
        errorStatusCode: 'UNKNOWN_EXCEPTION',
        errorMessage: 'out of luck',
      });
      broken = false;
      const next = await connection.metadata.deploy(zip);
      expect((await ended(connection, next.id, false)).numberComponentsTotal).toBe(3);
    } finally {
      silent.mockRestore();
      await other.running.close();
    }
  });
});
