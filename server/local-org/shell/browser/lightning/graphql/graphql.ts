import {
  isComplete,
  type GraphQLAnswer,
  type GraphQLDocument,
  type GraphQLRequest,
} from '../../../client/graphql-client.ts';
import { graphqlClient } from '../../services.ts';

/** What a wire or a mutation is configured with. */
export interface GraphQLConfig {
  query?: GraphQLDocument | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
  operationName?: string | undefined;
}

export interface GraphQLResult extends GraphQLAnswer {
  readonly refresh: (() => Promise<void>) | undefined;
}

/** Makes a document of a template; other documents may be set into it. */
export const gql = (
  strings: TemplateStringsArray,
  ...parts: readonly (GraphQLDocument | string)[]
): GraphQLDocument => ({
  kind: 'Document',
  text: strings.reduce((text, string, index) => {
    const part = parts[index - 1];
    return text + (typeof part === 'object' ? part.text : (part ?? '')) + string;
  }),
});

const requestOf = (config: GraphQLConfig): GraphQLRequest | undefined => {
  const { query, variables, operationName } = config;
  // `variables: '$variables'` that is not set yet: wait.
  if (query === undefined || ('variables' in config && variables === undefined)) return undefined;
  const request = {
    query,
    variables: variables ?? {},
    ...(operationName !== undefined && { operationName }),
  };
  return isComplete(request) ? request : undefined;
};

/** The wire adapter: `@wire(graphql, { query, variables: '$variables' })` gives `{ data, errors, refresh }`. */
export class graphql {
  private readonly emit: (result: GraphQLResult) => void;
  private stop: (() => void) | undefined;
  private asked = '';

  constructor(emit: (result: GraphQLResult) => void) {
    this.emit = emit;
    emit({ data: undefined, errors: undefined, refresh: undefined });
  }

  connect(): void {
    // The engine calls `update` after connecting.
  }

  update(config: GraphQLConfig): void {
    const request = requestOf(config);
    if (request === undefined) return;
    const asked = JSON.stringify(request);
    if (asked === this.asked) return;
    this.disconnect();
    this.asked = asked;
    // The first answer may be there before `watch` has returned.
    let refresh = async (): Promise<void> => {
      await Promise.resolve();
    };
    const { resource, stop } = graphqlClient.watch(request, (answer) => {
      if (this.asked === asked) this.emit({ ...answer, refresh: () => refresh() });
    });
    refresh = () => resource.refresh();
    this.stop = stop;
  }

  disconnect(): void {
    this.stop?.();
    this.stop = undefined;
    this.asked = '';
  }
}

/** Runs a mutation once. */
export const executeMutation = async (config: GraphQLConfig): Promise<GraphQLAnswer> => {
  if (config.query === undefined) throw new TypeError('executeMutation needs a query.');
  const { query, variables = {}, operationName } = config;
  return graphqlClient.execute({ query, variables, ...(operationName !== undefined && { operationName }) });
};
