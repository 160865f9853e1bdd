import { createServer } from 'node:http';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/adapters/salesforce/connection.ts';
import { CrmFailure } from '../../../src/application/ports/crm-failure.ts';
import { apiError, credentialsFor, json, recordedTiming, startStub, type Handler } from './stub.ts';

const get = { method: 'GET', path: '/limits', what: 'the limits' } as const;
const ok: Handler = (_, response) => {
  json(response, 200, { fine: true }, { 'sforce-limit-info': 'api-usage=17/100000' });
};

const failureOf = async (work: Promise<unknown>): Promise<CrmFailure> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CrmFailure)) throw new Error(`No CrmFailure: ${String(error)}`);
  return error;
};

describe('signing in', () => {
  it('presents an assertion for the user to the login address, valid for minutes', async () => {
    await using stub = await startStub(ok);
    await connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() }).call(get);
    const form = new URLSearchParams(stub.received[0]?.body);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const claims = decodeJwt(form.get('assertion') ?? '');
    expect(claims).toMatchObject({ iss: 'takt', sub: 'service@takt.example', aud: stub.url });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBeLessThanOrEqual(300);
  });

  it('signs in once for many requests and carries the token', async () => {
    await using stub = await startStub(ok);
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    await Promise.all([connection.call(get), connection.call(get), connection.call(get)]);
    expect(stub.logins()).toBe(1);
    expect(stub.calls().map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer token-1'));
    expect(connection.budget.allowance()).toEqual({ used: 17, allowed: 100_000 });
  });

  it.each([
    ['invalid_grant', 'invalid assertion', 'TAKT_PRIVATE_KEY_FILE'],
    ['invalid_client_id', 'client identifier invalid', 'TAKT_CLIENT_ID'],
    ['invalid_grant', "user hasn't approved this consumer", 'permission set'],
    ['invalid_grant', 'audience is invalid', 'TAKT_LOGIN_URL'],
    ['invalid_grant', 'user is inactive', 'TAKT_USERNAME'],
  ])('says what to check when the CRM answers %s (%s)', async (error, description, check) => {
    await using stub = await startStub(ok, (_, response) => {
      json(response, 400, { error, error_description: description });
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    const failure = await failureOf(connection.call(get));
    expect(failure.kind).toBe('auth_failed');
    expect(failure.message).toContain(description);
    expect(failure.message).toContain(check);
    expect(stub.logins()).toBe(1);
    expect(stub.calls()).toHaveLength(0);
  });

  it.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])('45 · goes by the CRM’s clock where the machine’s is an hour %s', async (_which, offset) => {
    await using stub = await startStub(ok, ({ body }, response) => {
      const { iat = 0, exp = 0 } = decodeJwt(new URLSearchParams(body).get('assertion') ?? '');
      const now = Date.now() / 1000;
      if (iat > now + 60 || exp < now) json(response, 400, { error: 'invalid_grant', error_description: 'expired' });
      else json(response, 200, { access_token: 't', instance_url: stub.url });
    });
    const timing = { ...recordedTiming(), now: () => Date.now() + offset };
    await connect({ credentials: credentialsFor(stub.url), timing }).call(get);
    expect(stub.logins()).toBe(2);
  });

  it('takes no token to an address without https', async () => {
    await using stub = await startStub(ok, (_, response) => {
      json(response, 200, { access_token: 't', instance_url: 'http://evil.example' });
    });
    const failure = await failureOf(
      connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() }).call(get),
    );
    expect(failure).toMatchObject({ kind: 'auth_failed' });
    expect(failure.message).toContain('http://evil.example');
  });

  it('says that a text is no private key, without showing it', async () => {
    const credentials = { ...credentialsFor('http://127.0.0.1:1'), privateKey: 'hunter2' };
    const failure = await failureOf(connect({ credentials, timing: recordedTiming() }).signIn());
    expect(failure.message).toContain('TAKT_PRIVATE_KEY_FILE');
    expect(failure.message).not.toContain('hunter2');
  });
});

describe('a session that runs out', () => {
  it('is renewed once, by one sign-in for all requests that notice, and the work goes on', async () => {
    await using stub = await startStub((request, response) => {
      if (request.headers.authorization === 'Bearer token-1') apiError(response, 401, 'INVALID_SESSION_ID');
      else json(response, 200, {});
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    const answers = await Promise.all(Array.from({ length: 5 }, () => connection.call(get)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(stub.logins()).toBe(2);
    expect(stub.calls()).toHaveLength(10);
  });

  it('is given up after three calls when it stays refused', async () => {
    await using stub = await startStub((_, response) => {
      apiError(response, 401, 'INVALID_SESSION_ID');
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    await connection.signIn();
    const failure = await failureOf(connection.call(get));
    expect(failure).toMatchObject({ kind: 'auth_failed', code: 'INVALID_SESSION_ID' });
    expect(stub.received.length - 1).toBe(3);
  });
});

describe('a server in trouble', () => {
  it('is asked again on 503 with full jitter, up to five times in all', async () => {
    await using stub = await startStub((_, response) => {
      apiError(response, 503, 'SERVER_UNAVAILABLE');
    });
    const timing = recordedTiming();
    const failure = await failureOf(connect({ credentials: credentialsFor(stub.url), timing }).call(get));
    expect(failure.kind).toBe('unavailable');
    expect(stub.calls()).toHaveLength(5);
    expect(timing.waits).toEqual([250, 500, 1000, 2000]);
  });

  it('is given the time that it asks for', async () => {
    let calls = 0;
    await using stub = await startStub((_, response) => {
      calls += 1;
      if (calls === 1) json(response, 503, [], { 'retry-after': '7' });
      else json(response, 200, {});
    });
    const timing = recordedTiming();
    await connect({ credentials: credentialsFor(stub.url), timing }).call(get);
    expect(timing.waits).toEqual([7000]);
  });

  it('is not asked twice for what must not happen twice', async () => {
    await using stub = await startStub((_, response) => {
      apiError(response, 503, 'SERVER_UNAVAILABLE');
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    await failureOf(connection.call({ method: 'POST', path: '/sobjects/X', body: '{}', what: 'the creation' }));
    expect(stub.calls()).toHaveLength(1);
  });

  it('counts as unavailable when it sends a web page with status 200', async () => {
    await using stub = await startStub((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><body>We are down for maintenance</body></html>');
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    expect((await failureOf(connection.call(get))).kind).toBe('unavailable');
  });

  it('is left in peace when the day’s allowance is used up', async () => {
    await using stub = await startStub((_, response) => {
      apiError(response, 403, 'REQUEST_LIMIT_EXCEEDED');
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() });
    expect((await failureOf(connection.call(get))).kind).toBe('limit');
    expect(stub.calls()).toHaveLength(1);
  });

  it('is asked again when the connection is cut in the middle of an answer', async () => {
    let calls = 0;
    await using stub = await startStub((_, response) => {
      calls += 1;
      if (calls > 1) {
        json(response, 200, { whole: true });
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"half":', () => response.destroy());
    });
    const answer = await connect({ credentials: credentialsFor(stub.url), timing: recordedTiming() }).call(get);
    expect(new TextDecoder().decode(answer.body)).toBe('{"whole":true}');
  });

  it('is given up when it stands still', async () => {
    await using stub = await startStub((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    });
    const connection = connect({ credentials: credentialsFor(stub.url), timing: recordedTiming(), idleMs: 30 });
    const failure = await failureOf(connection.call(get));
    expect(failure.kind).toBe('unreachable');
    expect(failure.message).toContain('sent nothing');
  });
});

describe('nobody there', () => {
  it('is said at once, with the address and the reason', async () => {
    const closed = await closedPort();
    const timing = recordedTiming();
    const failure = await failureOf(connect({ credentials: credentialsFor(closed), timing }).call(get));
    expect(failure).toMatchObject({ kind: 'unreachable', code: 'ECONNREFUSED' });
    expect(failure.message).toContain(closed);
    expect(failure.message).toContain('refused');
    expect(timing.waits).toEqual([]);
  });
});

const closedPort = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
};
