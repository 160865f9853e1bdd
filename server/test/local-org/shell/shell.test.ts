import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoUser, ObjectLayout, ShellModel } from '../../../local-org/shell/app-model.ts';
import { serveCompany, type Person, type Served } from './company.ts';

let company: Served;
beforeAll(async () => {
  company = await serveCompany();
});
afterAll(() => company.close());

const get = async <Body>(path: string, person?: Person): Promise<Body> => {
  const headers: Record<string, string> =
    person === undefined ? {} : { Authorization: `Bearer ${company.token(person)}` };
  const response = await fetch(company.url + path, { headers });
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
};

const login = (username: string): Promise<Response> =>
  fetch(`${company.url}/shell/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username }),
  });

describe('the demo login', () => {
  it('lists people with title, and how far each of them sees', async () => {
    const users = await get<readonly DemoUser[]>('/shell/users');
    const reach = Object.fromEntries(users.map((user) => [user.name, user.reach]));
    expect(reach).toMatchObject({
      'Ann Ash': 'own',
      'Maya Maple': 'team',
      'Sam Spruce': 'everything',
      'Nora Null': 'none',
    });
    expect(users.find(({ name }) => name === 'Maya Maple')).toMatchObject({
      title: 'Head of Team North',
      sees: 'Sees Team North and everybody below',
    });
    expect(users.map(({ name }) => name)).not.toContain('Automated Process');
    expect(users.map(({ name }) => name)).not.toContain('Robo Tern');
  });

  it('gives a token that the other doors take', async () => {
    const answer = (await (await login('ANN@acme.example')).json()) as { access_token: string; user: { name: string } };
    expect(answer.user.name).toBe('Ann Ash');
    const model = await fetch(`${company.url}/shell/app`, {
      headers: { Authorization: `Bearer ${answer.access_token}` },
    });
    expect(model.status).toBe(200);
  });

  it('knows no strangers', async () => {
    const response = await login('nobody@acme.example');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject([{ errorCode: 'INVALID_LOGIN' }]);
  });

  it('answers to this machine’s own names only, so that no web page can rebind to it', async () => {
    const status = await new Promise((resolve, reject) => {
      httpRequest(`${company.url}/shell/users`, { headers: { Host: 'evil.example' } }, ({ statusCode }) => {
        resolve(statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});

describe('the frame’s model', () => {
  it('shows the app with the tabs that the person’s permission sets open', async () => {
    const tabs = async (person: Person): Promise<readonly string[]> =>
      (await get<ShellModel>('/shell/app', person)).apps.flatMap((app) => app.tabs.map(({ name }) => name));
    expect(await tabs(company.ann)).toEqual(expect.arrayContaining(['home', 'Takt_Run__c']));
    expect(await tabs(company.ann)).not.toContain('Takt_Setting__c');
    expect(await tabs(company.sam)).toContain('Takt_Setting__c');
    expect(await tabs(company.nora)).toEqual([]);
  });

  it('holds the home page of the app, region by region', async () => {
    const { apps, pages, company: name, user } = await get<ShellModel>('/shell/app', company.maya);
    expect({ name, user: user.name }).toEqual({ name: 'Acme Pumps', user: 'Maya Maple' });
    const home = pages.find((page) => page.name === apps[0]?.home);
    expect(home?.regions.flatMap(({ components }) => components.map((each) => each.name))).toContain('c:forecastBoard');
  });

  it('carries the person’s locale', async () => {
    const { locale } = await get<ShellModel>('/shell/app', company.ann);
    expect(locale).toEqual({
      locale: 'en-US',
      language: 'en',
      timeZone: 'America/New_York',
      currency: 'USD',
      decimal: '.',
      group: ',',
    });
  });

  it('is nobody’s without a token', async () => {
    expect((await fetch(`${company.url}/shell/app`)).status).toBe(401);
  });

  it('lays an object out as its list view and layout say, less what the person may not read', async () => {
    const layout = await get<ObjectLayout>('/shell/objects/Takt_Run__c', company.ann);
    expect(layout.listViews[0]).toMatchObject({ name: 'All', columns: expect.arrayContaining(['Name']) as unknown });
    expect(layout.sections.length).toBeGreaterThan(0);
    expect((await get<ObjectLayout>('/shell/objects/Takt_Run__c', company.nora)).listViews[0]?.columns).toEqual([]);
  });
});

describe('files', () => {
  it('serves SLDS and the frame’s own files, and nothing beside them', async () => {
    const css = await fetch(`${company.url}/shell/slds/styles/salesforce-lightning-design-system.min.css`);
    expect(css.headers.get('content-type')).toMatch(/text\/css/);
    expect((await fetch(`${company.url}/shell/frame.css`)).status).toBe(200);
    expect((await fetch(`${company.url}/shell/assets/..%2f..%2fpackage.json`)).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${company.url}/resource/..%2f..%2fpackage`)).status).toBeGreaterThanOrEqual(400);
  });
});
