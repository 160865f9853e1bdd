import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../../local-org/auth/sessions.ts';
import type { RunningOrg } from '../../../local-org/start.ts';
import { at } from '../graphql/ask.ts';
import { createOne, idOf } from '../support/company.ts';
import { startOrg } from '../support/server.ts';
import { archiveOf, header } from './archive.ts';
import { deployInto, failuresOf, fieldRight, objectFile, objectRight, permissionSetFile, text } from './packages.ts';

let running: RunningOrg;
let token = '';
beforeAll(async () => {
  running = await startOrg({ projectRoot: null });
  const { org } = running;
  createOne(org, 'User', {
    LastName: 'Person',
    Username: 'person@acme.example',
    Email: 'person@acme.example',
    Alias: 'person',
    IsActive: true,
    ProfileId: idOf(org, "SELECT Id FROM Profile WHERE Name = 'Standard User'"),
  });
  ({ token } = issueToken(org, 'person@acme.example'));
});
afterAll(() => running.close());

const ask = async (path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(`${running.url}${path}`, {
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return answer.json();
};
const api = '/services/data/v67.0';

/** What each door shows of the object: its fields, or undefined where it does not exist. */
const seen = async () => {
  const query = '{ uiapi { query { A__c { edges { node { Id B__c { value } } } } } } }';
  const [describe, soql, graphql, info, app, layout] = await Promise.all([
    ask(`${api}/sobjects/A__c/describe`),
    ask(`${api}/query?q=${encodeURIComponent('SELECT B__c FROM A__c')}`),
    ask(`${api}/graphql`, { query }),
    ask(`${api}/ui-api/object-info/A__c`),
    ask('/shell/app'),
    ask('/shell/objects/A__c'),
  ]);
  const described = at(describe, 'fields');
  const apps = at(app, 'apps');
  return {
    describe: Array.isArray(described) && described.some((one: unknown) => at(one, 'name') === 'B__c'),
    soql: at(soql, 'records', 0, 'B__c'),
    graphql: at(graphql, 'data', 'uiapi', 'query', 'A__c', 'edges', 0, 'node', 'B__c', 'value'),
    info: at(info, 'fields', 'B__c', 'label'),
    apps: Array.isArray(apps) ? apps.map((one: unknown) => at(one, 'label')) : [],
    tab: at(app, 'apps', 0, 'tabs', 0, 'objectApiName'),
    layout: at(layout, 'sections', 0, 'columns', 0),
  };
};

const metadata = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const app = `${header}<CustomApplication ${metadata}><formFactors>Large</formFactors><label>Deployed</label>
  <navType>Standard</navType><tabs>A__c</tabs><uiType>Lightning</uiType></CustomApplication>`;
const tab = `${header}<CustomTab ${metadata}><customObject>true</customObject><motif>Custom18: Form</motif></CustomTab>`;
const layout = `${header}<Layout ${metadata}><layoutSections><label>Information</label><layoutColumns><layoutItems>
  <behavior>Required</behavior><field>Name</field></layoutItems><layoutItems>
  <behavior>Edit</behavior><field>B__c</field></layoutItems></layoutColumns><style>OneColumn</style></layoutSections></Layout>`;
const rights = permissionSetFile(
  'S',
  `<applicationVisibilities><application>Deployed</application><visible>true</visible></applicationVisibilities>
   ${fieldRight('A__c.B__c')}${objectRight('A__c')}
   <tabSettings><tab>A__c</tab><visibility>Visible</visibility></tabSettings>`,
);

describe('every door of a running org', () => {
  it('shows an object and its field as soon as they are deployed, and no longer when they are deleted', async () => {
    const { org } = running;
    const nothing = { describe: false, soql: undefined, graphql: undefined, info: undefined, apps: [], tab: undefined };
    expect(await seen()).toMatchObject(nothing);

    const files = {
      'objects/A__c.object': objectFile('A', { fields: [text('B__c')] }),
      'applications/Deployed.app': app,
      'tabs/A__c.tab': tab,
      'layouts/A__c-A Layout.layout': layout,
      'permissionsets/S.permissionset': rights,
    };
    const members = {
      CustomObject: ['*'],
      CustomApplication: ['*'],
      CustomTab: ['*'],
      Layout: ['*'],
      PermissionSet: ['*'],
    };
    expect(failuresOf(deployInto(org, archiveOf(files, members)))).toEqual([]);
    createOne(org, 'PermissionSetAssignment', {
      AssigneeId: idOf(org, "SELECT Id FROM User WHERE Alias = 'person'"),
      PermissionSetId: idOf(org, "SELECT Id FROM PermissionSet WHERE Name = 'S'"),
    });
    await ask(`${api}/sobjects/A__c`, { Name: 'first', B__c: 'here' });
    expect(await seen()).toEqual({
      describe: true,
      soql: 'here',
      graphql: 'here',
      info: 'B',
      apps: ['Deployed'],
      tab: 'A__c',
      layout: ['Name', 'B__c'],
    });

    const renamed = archiveOf(
      {
        'objects/A__c.object': objectFile('A', {
          fields: [text('B__c').replace('<label>B</label>', '<label>Better</label>')],
        }),
      },
      { CustomField: ['A__c.B__c'] },
    );
    deployInto(org, renamed);
    expect(await seen()).toMatchObject({ info: 'Better', soql: 'here', graphql: 'here' });

    deployInto(org, archiveOf({}, {}, { CustomField: ['A__c.B__c'] }));
    expect(await seen()).toMatchObject({ describe: false, soql: undefined, graphql: undefined, info: undefined });

    deployInto(org, archiveOf({}, {}, { CustomApplication: ['Deployed'] }));
    expect(await seen()).toMatchObject({ apps: [] });
  });

  it('gives a static resource as it was deployed last', async () => {
    const { org } = running;
    const put = (content: string): void => {
      const result = deployInto(
        org,
        archiveOf(
          {
            'staticresources/words.resource': content,
            'staticresources/words.resource-meta.xml': `<StaticResource ${metadata}><cacheControl>Public</cacheControl><contentType>text/plain</contentType></StaticResource>`,
          },
          { StaticResource: ['words'] },
        ),
      );
      expect(failuresOf(result)).toEqual([]);
    };
    const read = async (): Promise<string> => {
      const answer = await fetch(`${running.url}/resource/words`);
      return answer.text();
    };
    put('one');
    expect(await read()).toBe('one');
    put('two');
    expect(await read()).toBe('two');
  });

  it('lets a query job end with what it began with, and deletes nothing that it reads', () => {
    const { org } = running;
    deployInto(
      org,
      archiveOf({ 'objects/A__c.object': objectFile('A', { fields: [text('C__c')] }) }, { CustomObject: ['*'] }),
    );
    const rows = org.kernel.database.stream('SELECT "C__c" FROM "A__c"');
    for (let at = 0; at < 3; at += 1) createOne(org, 'A__c', { Name: 'a', C__c: 'x' });
    expect(rows.next().done).toBe(false);
    deployInto(
      org,
      archiveOf({ 'objects/A__c.object': objectFile('A', { fields: [text('D__c')] }) }, { CustomObject: ['*'] }),
    );
    expect(rows.next().value).toEqual(['x']);
    const deletion = archiveOf({}, {}, { CustomField: ['A__c.C__c'] });
    expect(failuresOf(deployInto(org, deletion))).toEqual([
      expect.stringMatching(/A__c\.C__c: A query job is reading/),
    ]);
    expect([...rows]).toContainEqual(['x']);
    expect(failuresOf(deployInto(org, deletion))).toEqual([]);
  });
});
