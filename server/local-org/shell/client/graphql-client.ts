import type { Send } from './api.ts';
import { api } from './record-client.ts';
import { ResourceCache, type Resource } from './resource.ts';

/** What `gql` makes of a template: opaque to components. */
export interface GraphQLDocument {
  readonly kind: 'Document';
  readonly text: string;
}

export interface GraphQLRequest {
  readonly query: GraphQLDocument;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface GraphQLAnswer {
  readonly data: unknown;
  readonly errors: readonly unknown[] | undefined;
}

const isAnswer = (answer: unknown): answer is { readonly data?: unknown; readonly errors?: unknown } =>
  typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);

const answerOf = (answer: unknown): GraphQLAnswer => {
  if (!isAnswer(answer)) throw new TypeError('The org answered with something else than a GraphQL result.');
  const errors: readonly unknown[] = Array.isArray(answer.errors) ? answer.errors : [];
  // As on the platform, the absent half is undefined.
  return { data: answer.data ?? undefined, errors: errors.length > 0 ? errors : undefined };
};

const requiredVariable = /\$(\w+)\s*:\s*[\w[\]!]*!(?!\s*=)\s*(?![\w\]])/g;

/** True when every variable that the query requires has a value: a wire waits until then. */
export const isComplete = ({ query, variables }: GraphQLRequest): boolean =>
  [...query.text.matchAll(requiredVariable)].every(([, name = '']) => variables[name] !== undefined);

/** GraphQL of the org: one request for all wires that ask the same. */
export class GraphQLClient {
  private readonly send: Send;
  private readonly answers = new ResourceCache<GraphQLAnswer>();

  constructor(send: Send) {
    this.send = send;
  }

  watch(
    request: GraphQLRequest,
    listener: (answer: GraphQLAnswer) => void,
  ): { resource: Resource<GraphQLAnswer>; stop: () => void } {
    const body = this.body(request);
    return this.answers.watch(
      JSON.stringify(body),
      async () => answerOf(await this.send('POST', `${api}/graphql`, body)),
      ({ data, error }) => {
        listener(data ?? { data: undefined, errors: [error].map(asGraphQLError) });
      },
    );
  }

  /** Runs a mutation, or a query whose answer nobody watches. */
  async execute(request: GraphQLRequest): Promise<GraphQLAnswer> {
    return answerOf(await this.send('POST', `${api}/graphql`, this.body(request)));
  }

  /** Asks again for every watched answer that holds the record. */
  recordChanged(recordId: string): Promise<void> {
    return this.answers.refreshWhere((answer) => JSON.stringify(answer?.data ?? null).includes(`"${recordId}"`));
  }

  private body({ query, variables, operationName }: GraphQLRequest): Readonly<Record<string, unknown>> {
    return { query: query.text, variables, ...(operationName !== undefined && { operationName }) };
  }
}

/** A request that failed as a whole still reaches components as a list of errors. */
const asGraphQLError = (error: unknown): unknown => {
  const body: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'body') : undefined;
  const message: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : undefined;
  return { message: typeof message === 'string' ? message : 'The request failed.', error };
};
