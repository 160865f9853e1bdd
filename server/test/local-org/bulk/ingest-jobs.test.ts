import { gzipSync } from 'node:zlib';
import type { Connection } from 'jsforce';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningOrg } from '../../../local-org/start.ts';
import { company } from '../support/company.ts';
import { connectAs, startOrg } from '../support/server.ts';
import { load } from './load.ts';

let running: RunningOrg;
let admin: Connection;
let rep: Connection;
beforeAll(async () => {
  running = await startOrg();
  company(running.org);
  admin = connectAs(running, 'admin@acme.example');
  rep = connectAs(running, 'rep@acme.example');
});
afterAll(() => running.close());

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly errorMessage?: string;
}

const call = (
  path: string,
  method = 'GET',
  body?: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  connection = admin,
) =>
  fetch(`${running.url}/services/data/v67.0/jobs/ingest${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: {
      Authorization: `Bearer ${connection.accessToken ?? ''}`,
      'Content-Type': 'application/json',
      ...headers,
    },
  });
const csv = { 'Content-Type': 'text/csv; charset=UTF-8' };

const open = async (more: Readonly<Record<string, string>> = {}, connection = admin): Promise<Shown> => {
  const body = JSON.stringify({ object: 'account', operation: 'insert', ...more });
  return (await (await call('', 'POST', body, {}, connection)).json()) as Shown;
};
const setState = (id: string, state: string) => call(`/${id}`, 'PATCH', JSON.stringify({ state }));
const status = async (id: string) => (await (await call(`/${id}`)).json()) as Shown;
const over = async (id: string): Promise<Shown> => {
  await vi.waitFor(async () => {
    expect((await status(id)).state).toMatch(/JobComplete|Failed|Aborted/);
  });
  return status(id);
};
const loaded = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<Shown> => {
  const { id } = await open(more);
  expect((await call(`/${id}/batches`, 'PUT', text, csv)).status).toBe(201);
  expect((await setState(id, 'UploadComplete')).status).toBe(200);
  return over(id);
};
const names = () =>
  running.org
    .query(running.org.system, 'SELECT Name FROM Account ORDER BY CreatedDate, Id')
    .records.map((record) => record['Name']);

describe('an ingest job', () => {
  it('is opened, filled once, closed, and tells what became of its rows', async () => {
    const job = await open();
    expect(job).toMatchObject({
      object: 'Account',
      operation: 'insert',
      state: 'Open',
      jobType: 'V2Ingest',
      contentUrl: `services/data/v67.0/jobs/ingest/${job.id}/batches`,
    });
    expect(await (await call(`/${job.id}/failedResults`)).json()).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    const upload = () => call(`/${job.id}/batches`, 'PUT', 'Name\nFirst\n""\n', csv);
    const first = await upload();
    expect([first.status, await first.text()]).toEqual([201, '']);
    expect(await (await upload()).json()).toMatchObject([{ errorCode: 'ClientInputError' }]);
    expect(await (await setState(job.id, 'UploadComplete')).json()).toMatchObject({ state: 'UploadComplete' });
    expect(await over(job.id)).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 2,
      numberRecordsFailed: 1,
      retries: 0,
    });
    expect((await upload()).status).toBe(400);
    const failed = await call(`/${job.id}/failedResults`);
    expect(failed.headers.get('Content-Type')).toMatch(/^text\/csv/);
    expect(await failed.text()).toMatch(/^"sf__Id","sf__Error","Name"\n"","REQUIRED_FIELD_MISSING:.* --",""\n$/);
    expect(await (await call('')).json()).toMatchObject({ done: true, records: [{ id: job.id }] });
  });

  it.each(['', 'Name\n'])('ends complete, with three empty results, after an upload of nothing (%j)', async (text) => {
    expect(await load(admin, { object: 'Account', operation: 'insert' }, text)).toEqual({
      successfulResults: [],
      failedResults: [],
      unprocessedRecords: [],
    });
  });

  it('takes other delimiters and line ends, gives its results in them, and overlooks a byte order mark', async () => {
    const { id, state } = await loaded('\ufeffName;Description\r\n"A;B";one\r\n', {
      columnDelimiter: 'SEMICOLON',
      lineEnding: 'CRLF',
    });
    expect(state).toBe('JobComplete');
    expect(await (await call(`/${id}/successfulResults`)).text()).toMatch(
      /^"sf__Id";"sf__Created";"Name";"Description"\r\n"001\w{15}";"true";"A;B";"one"\r\n$/,
    );
  });

  it.each([
    ['Name,Colour\nA,red\n', 'InvalidBatch : Field name not found : Colour'],
    ['Name,Parent.Colour\nA,red\n', 'InvalidBatch : Field name not found : Parent.Colour'],
    ['Name,name\nA,B\n', 'InvalidBatch : Field name is there more than once : Name'],
    ['Name\r\nA\r\n', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'],
  ])('fails as a whole for %j and gives its rows back', async (text, errorMessage) => {
    const before = names();
    const job = await loaded(text);
    expect(job).toMatchObject({ state: 'Failed', errorMessage, numberRecordsProcessed: 0 });
    const rest = await (await call(`/${job.id}/unprocessedrecords`)).text();
    expect(rest.trim().split('\n')).toHaveLength(2);
    expect(names()).toEqual(before);
  });

  it('fails where a quote is never closed', async () => {
    expect(await loaded('Name\n"A\n')).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote',
    });
  });

  it.each([
    ['update', 'Name\nA\n', 'InvalidBatch : Field name not found : Id'],
    ['delete', 'Id,Name\n001,A\n', "InvalidBatch : The 'delete' batch must contain only ids"],
  ])('to %s needs the right columns', async (operation, text, errorMessage) => {
    expect(await loaded(text, { operation })).toMatchObject({ state: 'Failed', errorMessage });
  });

  it.each([
    [{ operation: 'merge' }, 'Unable to parse Job'],
    [{ object: 'Colour__c' }, 'Unable to find object: Colour__c'],
    [{ operation: 'upsert' }, 'External ID was blank for Account'],
    [{ operation: 'upsert', externalIdFieldName: 'Name' }, 'Name is not an External ID'],
    [{ columnDelimiter: 'DOT' }, 'Unknown columnDelimiter'],
  ])('is refused for %j', async (more, message) => {
    expect(await open(more)).toMatchObject([
      { errorCode: 'INVALIDJOB', message: expect.stringContaining(message) as string },
    ]);
  });

  it('takes its upload packed, and refuses what only says that it is packed', async () => {
    const { id } = await open();
    const packed = { ...csv, 'Content-Encoding': 'gzip' };
    const plain = await call(`/${id}/batches`, 'PUT', 'Name\nPlain\n', packed);
    expect(await plain.json()).toMatchObject([{ errorCode: 'ClientInputError', message: 'The content is not gzip' }]);
    const bytes = new Uint8Array(gzipSync('Name\nPacked\n'));
    expect((await call(`/${id}/batches`, 'PUT', bytes, packed)).status).toBe(201);
    await setState(id, 'UploadComplete');
    expect(await over(id)).toMatchObject({ state: 'JobComplete' });
    expect(names()).toContain('Packed');
  });

  it('takes an upload as text/csv only', async () => {
    const { id } = await open();
    expect((await call(`/${id}/batches`, 'PUT', '{}')).status).toBe(415);
  });

  it.each(['\n', '\r\n'])('is made and filled by one multipart request with lines that end in %j', async (end) => {
    const name = `Part ${end.length}`;
    const body = [
      '--BOUNDARY',
      'Content-Type: application/json',
      'Content-Disposition: form-data; name="job"',
      '',
      '{"object": "Account", "contentType": "CSV", "operation": "insert"}',
      '',
      '--BOUNDARY',
      'Content-Type: text/csv',
      'Content-Disposition: form-data; name="content"; filename="content"',
      '',
      `Name\n${name}`,
      '--BOUNDARY--',
      '',
    ].join(end);
    const type = { 'Content-Type': 'multipart/form-data; boundary="BOUNDARY"' };
    const job = (await (await call('', 'POST', body, type)).json()) as Shown;
    expect(job.state).toBe('UploadComplete');
    expect((await over(job.id)).state).toBe('JobComplete');
    expect(names()).toContain(name);
    const broken = await call('', 'POST', body.replace('name="job"', 'name="task"'), type);
    expect(await broken.json()).toMatchObject([{ errorCode: 'INVALIDJOB' }]);
  });

  it('is aborted before it is closed, can then be deleted, and is gone', async () => {
    const { id } = await open();
    expect((await call(`/${id}`, 'DELETE')).status).toBe(400);
    expect(await (await setState(id, 'Aborted')).json()).toMatchObject({ state: 'Aborted' });
    expect((await setState(id, 'UploadComplete')).status).toBe(400);
    expect((await setState(id, 'Aborted')).status).toBe(400);
    expect((await setState(id, 'JobComplete')).status).toBe(400);
    expect((await call(`/${id}`, 'DELETE')).status).toBe(204);
    expect((await call(`/${id}`)).status).toBe(404);
  });

  it('is known to who made it and to administrators only', async () => {
    const mine = await open();
    expect((await call(`/${mine.id}`, 'GET', undefined, {}, rep)).status).toBe(404);
    expect((await call(`/${mine.id}/batches`, 'PUT', 'Name\nA\n', csv, rep)).status).toBe(404);
    const theirs = await open({}, rep);
    expect((await call(`/${theirs.id}`)).status).toBe(200);
    expect(await (await call('', 'GET', undefined, {}, rep)).json()).toMatchObject({ records: [{ id: theirs.id }] });
  });

  it('has an id of its own among the query jobs', async () => {
    const { id } = await open();
    const query = await admin.request<Shown>({
      method: 'POST',
      url: '/services/data/v67.0/jobs/query',
      body: JSON.stringify({ operation: 'query', query: 'SELECT Id FROM Account' }),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(query.id).not.toBe(id);
    expect((await call(`/${query.id}`)).status).toBe(404);
  });
});
