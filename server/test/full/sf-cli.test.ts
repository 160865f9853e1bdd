import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/storage/database.ts';
import { runNow } from '../../src/application/take-run.ts';
import { foundCompany, wonCents, type Company } from '../contract/company.ts';
import { companionFor, rowsOf } from '../contract/harness.ts';
import { startFreshOrg, type FreshOrg } from './deployed-org.ts';

interface DeployedFile {
  readonly fullName: string;
  readonly type: string;
  readonly state: 'Created' | 'Changed' | 'Unchanged' | 'Failed';
  readonly filePath?: string;
  readonly error?: string;
}
interface Deployed {
  readonly id: string;
  readonly status: string;
  readonly success: boolean;
  readonly numberComponentErrors: number;
  readonly numberComponentsDeployed: number;
  readonly numberComponentsTotal: number;
  readonly files: readonly DeployedFile[];
}

let fresh: FreshOrg;
beforeAll(async () => {
  fresh = await startFreshOrg();
});
afterAll(() => fresh.close());

const start = (directory: string, flags: readonly string[] = [], environment = {}): Promise<Deployed> =>
  fresh.sf.json<Deployed>(['project', 'deploy', 'start', '--source-dir', directory, ...flags], environment);

/** The first of what a deploy did not take, for a message that says more than a count. */
const refused = ({ files }: Deployed): readonly string[] =>
  files
    .filter(({ state }) => state === 'Failed')
    .slice(0, 20)
    .map(({ type, fullName, error }) => `${type} ${fullName}: ${error ?? ''}`);

const states = ({ files }: Deployed): ReadonlySet<string> => new Set(files.map(({ state }) => state));

const byRest = { SF_ORG_METADATA_REST_DEPLOY: 'true' };

const customObjects = (): readonly string[] =>
  fresh.org.schema.objects.filter(({ name }) => name.startsWith('Takt_')).map(({ name }) => name);

describe('sf project deploy start', () => {
  it('says in a dry run, by SOAP and by REST, that all could be deployed, and leaves the org as it was', async () => {
    for (const environment of [{}, byRest]) {
      const result = await start(fresh.directories[0] ?? '', ['--dry-run'], environment);
      expect(refused(result)).toEqual([]);
      expect(result).toMatchObject({ status: 'Succeeded', success: true });
      expect(states(result)).toEqual(new Set(['Created']));
      expect(customObjects()).toEqual([]);
    }
  });

  it('deploys every package directory into a fresh org', async () => {
    for (const directory of fresh.directories) {
      const result = await start(directory);
      expect({ directory, refused: refused(result) }).toEqual({ directory, refused: [] });
      expect(result).toMatchObject({ status: 'Succeeded', numberComponentErrors: 0 });
      expect(result.numberComponentsDeployed).toBe(result.numberComponentsTotal);
      expect(states(result)).toContain('Created');
    }
    expect(customObjects().length).toBeGreaterThan(30);
  });

  it('finds nothing to change the second time, by REST as by SOAP', async () => {
    for (const environment of [{}, byRest]) {
      const result = await start(fresh.directories[0] ?? '', [], environment);
      expect(refused(result)).toEqual([]);
      expect(states(result)).toEqual(new Set(['Unchanged']));
    }
  });

  it('can be looked at afterwards', async () => {
    const { out, code } = await fresh.sf.run(['project', 'deploy', 'report', '--use-most-recent']);
    expect(code).toBe(0);
    expect(out).toMatch(/Succeeded/);
  });
});

const inFolder = (name: string): string => path.join(fresh.project, 'force-app/main/foundation', name);

describe('what an org would refuse', () => {
  const spoiled = new Map<string, string | undefined>();
  afterEach(() => {
    for (const [file, before] of spoiled) {
      if (before === undefined) rmSync(file);
      else writeFileSync(file, before);
    }
    spoiled.clear();
  });

  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    spoiled.set(file, undefined);
    writeFileSync(file, text);
  };
  const change = (file: string, from: string | RegExp, to: string): void => {
    const before = readFileSync(file, 'utf8');
    spoiled.set(file, before);
    writeFileSync(file, before.replace(from, to));
    expect(readFileSync(file, 'utf8')).not.toBe(before);
  };

  /** The deploy fails for that file and reason; the table for people has the reason too. */
  const expectRefusal = async (file: string, name: string, reason: RegExp): Promise<void> => {
    const result = await start(file);
    expect(result).toMatchObject({ status: 'Failed', success: false });
    expect(refused(result).join('\n')).toMatch(reason);
    const failures = result.files.filter(({ fullName, state }) => fullName === name && state === 'Failed');
    expect(failures.map(({ filePath }) => filePath)).toContain(file);
    const { code, out, errors } = await fresh.sf.run(['project', 'deploy', 'start', '--source-dir', file]);
    expect(code).toBe(1);
    expect(`${out}${errors}`).toContain(name);
  };

  it('is a field of a type that there is not', async () => {
    const file = inFolder('objects/Takt_Run__c/fields/Colour__c.field-meta.xml');
    write(
      file,
      `<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Colour__c</fullName>
    <label>Colour</label>
    <type>Colour</type>
</CustomField>
`,
    );
    await expectRefusal(file, 'Takt_Run__c.Colour__c', /Colour.*type|type.*Colour/i);
    expect(fresh.org.schema.object('Takt_Run__c')?.fields.has('colour__c')).toBe(false);
  });

  it('is a permission set that opens a field that there is not', async () => {
    const file = inFolder('permissionsets/Takt_Rep.permissionset-meta.xml');
    change(
      file,
      '<fieldPermissions>',
      `<fieldPermissions>
        <editable>false</editable>
        <field>Takt_Run__c.No_Such_Field__c</field>
        <readable>true</readable>
    </fieldPermissions>
    <fieldPermissions>`,
    );
    await expectRefusal(file, 'Takt_Rep', /Takt_Run__c\.No_Such_Field__c/);
  });

  it('is a page with a component that there is not', async () => {
    const file = path.join(fresh.project, 'force-app/main/forecasting/flexipages/Takt_Home.flexipage-meta.xml');
    change(file, /<componentName>(?:c:)?forecastBoard</, '<componentName>noSuchComponent<');
    await expectRefusal(file, 'Takt_Home', /noSuchComponent/);
  });
});

describe('the org after the deploy', () => {
  let company: Company;
  beforeAll(() => {
    company = foundCompany(fresh.org, 60);
  });

  it('takes the assignment of every permission set group by sf', async () => {
    const groups = rowsOf(fresh.org, 'SELECT DeveloperName FROM PermissionSetGroup').map((row) =>
      String(row['DeveloperName']),
    );
    expect(groups.length).toBeGreaterThan(3);
    for (const group of groups) {
      const { code, out, errors } = await fresh.sf.run([
        ...['org', 'assign', 'permset', '--name', group, '--on-behalf-of', 'cora@takt.example'],
      ]);
      expect({ group, code, says: `${out}${errors}` }).toMatchObject({ code: 0 });
    }
    const held = rowsOf(
      fresh.org,
      `SELECT PermissionSetGroup.DeveloperName FROM PermissionSetAssignment
        WHERE AssigneeId = '${company.users.cora}' AND PermissionSetGroupId != null`,
    );
    expect(held).toHaveLength(groups.length);
  });

  it('is read and written by the companion: a planning run succeeds, and adds up to the cent', async () => {
    const database = await openDatabase(undefined);
    try {
      const { ports, settings } = companionFor(fresh, database);
      const outcome = await runNow(
        ports,
        { ...settings, worker: 'test' },
        'Forecast',
        () => undefined,
        new AbortController().signal,
      );
      expect(outcome).toMatchObject({ status: 'Succeeded', counts: { failed: 0 } });
    } finally {
      await database.close();
    }
    const rows = rowsOf(fresh.org, 'SELECT External_Key__c, Won__c FROM Takt_Forecast__c');
    const won = new Map(rows.map((row) => [row['External_Key__c'], Math.round(Number(row['Won__c']) * 100)]));
    for (const [key, cents] of wonCents(fresh.org)) expect({ key, cents: won.get(key) }).toEqual({ key, cents });
  });

  it('answers sf data query with what the run has written', async () => {
    const soql = "SELECT Scope__r.Name, Won__c FROM Takt_Forecast__c WHERE External_Key__c LIKE 'total|%' LIMIT 5";
    const { records } = await fresh.sf.json<{ records: readonly unknown[] }>(['data', 'query', '--query', soql]);
    expect(records.length).toBeGreaterThan(0);
    const { out, code } = await fresh.sf.run(['data', 'query', '--query', soql, '--result-format', 'csv']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Scope__r\.Name,Won__c$/m);
  });
});
