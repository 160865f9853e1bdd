/** A part of a composite request. */
export interface SubRequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const subRequest = (value: unknown): SubRequest => {
  const part = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const headers = (part['httpHeaders'] ?? {}) as Record<string, unknown>;
  return {
    method: textOf(part['method']).toUpperCase(),
    url: textOf(part['url']),
    referenceId: textOf(part['referenceId']),
    body: part['body'],
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)])),
  };
};

/** Parts that a composite or a batch request may have. */
export const mostRequests = 25;
