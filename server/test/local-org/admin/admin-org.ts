import { issueToken } from '../../../local-org/auth/sessions.ts';
import type { RunningOrg } from '../../../local-org/start.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text, headers: response.headers };
};

/** Both sides of an org: what a client asks, and what a test says that goes wrong. */
export const bothSides = (running: RunningOrg, username = 'admin@acme.example') => {
  let token = issueToken(running.org, username).token;
  return {
    signIn: () => {
      ({ token } = issueToken(running.org, username));
    },
    tell: async (path: string, body: unknown = {}): Promise<Answer> =>
      answerOf(
        await fetch(`${running.adminUrl ?? ''}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    ask: async (path: string, method = 'GET', body?: unknown): Promise<Answer> =>
      answerOf(
        await fetch(`${running.url}/services/data/v67.0${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
  };
};

export type BothSides = ReturnType<typeof bothSides>;

/** A field of an answer's body. */
export const field = ({ body }: Answer, name: string): unknown =>
  typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
