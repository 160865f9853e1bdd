/** What a failed request looks like to components: `error.status`, `error.body.message`, `error.body.output`. */
export interface FetchResponseError {
  readonly ok: false;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly errorType: 'fetchResponse';
  readonly body: ErrorBody;
}

export interface ErrorBody {
  readonly message: string;
  readonly errorCode?: string;
  readonly statusCode?: number;
  readonly enhancedErrorType?: string;
  readonly output?: unknown;
}

/** A request to the org: its JSON answer (undefined for an empty one), or a rejection with a FetchResponseError. */
export type Send = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<unknown>;

export interface ApiOptions {
  readonly fetch: typeof fetch;
  readonly token: () => string | undefined;
  /** The session is over: whoever shows pages asks to log in again. */
  readonly onSessionEnd: () => void;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** REST reports errors as a list, records as an object; components always get one object. */
const errorBody = (answer: unknown, status: number, statusText: string): ErrorBody => {
  const first: unknown = Array.isArray(answer) ? answer[0] : answer;
  if (!isObject(first))
    return { message: statusText === '' ? `The org answered ${status}.` : statusText, statusCode: status };
  return { statusCode: status, ...first, message: text(first['message']) ?? statusText };
};

const parsed = (answer: string): unknown => {
  try {
    return JSON.parse(answer);
  } catch {
    // Not JSON: a proxy's or a server's own page.
    return undefined;
  }
};

const failure = (status: number, statusText: string, body: ErrorBody): FetchResponseError => ({
  ok: false,
  status,
  statusText,
  headers: {},
  errorType: 'fetchResponse',
  body,
});

/** The door to the org for all that runs in the page. */
export const createSend =
  ({ fetch: request, token, onSessionEnd }: ApiOptions): Send =>
  async (method, path, body, headers = {}) => {
    const bearer = token();
    let response: Response;
    try {
      response = await request(path, {
        method,
        headers: {
          Accept: 'application/json',
          ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the platform's errors are plain objects
      throw failure(0, '', { message: 'The org cannot be reached. Is it still running?', statusCode: 0 });
    }
    const content = await response.text();
    const answer = content === '' ? undefined : parsed(content);
    if (response.ok) return answer;
    if (response.status === 401) onSessionEnd();
    const { status, statusText } = response;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the platform's errors are plain objects
    throw failure(status, statusText, errorBody(answer, status, statusText));
  };
