import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningOrg } from '../../../../local-org/start.ts';
import { AccessCheck } from './check.ts';
import { bulk } from './doors/bulk.ts';
import { graphql } from './doors/graphql.ts';
import { rest, soql } from './doors/rest.ts';
import { uiApi } from './doors/ui-api.ts';
import { readMatrix } from './matrix.ts';
import { enter, openWorld, projectRoot, type Session } from './world.ts';

/** A copy of the package in which a rep may too much, and too little. */
const folder = mkdtempSync(path.join(tmpdir(), 'takt-access-'));
const setFile = (name: string): string =>
  path.join(folder, `force-app/main/foundation/permissionsets/${name}.permissionset-meta.xml`);

const change = (file: string, from: RegExp, to: string): void => {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path.basename(file)} has nothing like ${from.source}`);
  writeFileSync(file, after);
};

const objectBlock = (object: string): RegExp =>
  new RegExp(`(<objectPermissions>(?:(?!</objectPermissions>)[^])*<object>)${object}(</object>)`);

const allRights = (object: string): string =>
  `<objectPermissions>${['allowCreate', 'allowDelete', 'allowEdit', 'allowRead']
    .map((right) => `<${right}>true</${right}>`)
    .join('')}<modifyAllRecords>false</modifyAllRecords><object>${object}</object>` +
  '<viewAllRecords>false</viewAllRecords></objectPermissions>';

const matrix = readMatrix(projectRoot);
let running: RunningOrg;
let session: Session;
const rep = matrix.personas.find(({ name }) => name === 'rep');

beforeAll(async () => {
  cpSync(projectRoot, folder, {
    recursive: true,
    filter: (file) => {
      const inside = path.relative(projectRoot, file);
      return inside === '' || /^(force-app|sfdx-project\.json|\.forceignore)/.test(inside);
    },
  });
  const file = setFile('Takt_Rep');
  change(file, objectBlock('Takt_Comp_Plan__c'), '$1Takt_Seat__c$2');
  change(file, /<objectPermissions>/, `${allRights('Takt_Credit__c')}$&`);
  change(file, /<editable>false(<\/editable>\s*<field>Takt_Data_Issue__c\.Money_Affected__c)/, '<editable>true$1');
  change(setFile('Takt_Base'), /(<field>Takt_Run__c\.Message__c<\/field>\s*<readable>)true/, '$1false');
  if (rep === undefined) throw new Error('there is no rep');
  running = await openWorld(folder);
  session = enter(running, rep);
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const noticed = ['read Takt_Seat__c', 'read Takt_Comp_Plan__c', 'read Takt_Run__c'];
const written = ['create Takt_Credit__c', 'edit Takt_Credit__c', 'delete Takt_Credit__c', 'edit Takt_Data_Issue__c'];

describe('the access checks', () => {
  it.each([
    { door: soql, mistakes: noticed },
    ...[rest, uiApi, graphql, bulk].map((door) => ({ door, mistakes: [...noticed, ...written] })),
  ])('notice through $door.name what a broken permission set gives and takes', async ({ door, mistakes }) => {
    if (rep === undefined) throw new Error('there is no rep');
    const { complaints } = await new AccessCheck(running.org, matrix, rep, session, door).all();
    const about = new Set(complaints.map((text) => /: (\w+ \w+__c):/.exec(text)?.[1]));
    expect(mistakes.filter((mistake) => !about.has(mistake))).toEqual([]);
  });
});
