import {
  executeSync,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import type { Actor, Org } from '../org.ts';
import { localeOf } from '../ui-api/locale.ts';
import type { RequestContext } from './context.ts';
import { withoutUnreadableOptionals } from './optional.ts';
import { schemaFor } from './schema.ts';
import { validationErrors } from './validation.ts';

export interface GraphQLRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** One error as Salesforce reports it. */
export interface ReportedError {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly paths: readonly (string | number)[];
  readonly extensions: { readonly ErrorType: string };
}

export interface GraphQLResponse {
  readonly data: unknown;
  readonly errors: readonly ReportedError[];
}

type ErrorType = 'InvalidSyntax' | 'ValidationError' | 'DataFetchingException';

const reported = (error: GraphQLError, type: ErrorType): ReportedError => ({
  message: error.message,
  locations: error.locations ?? [],
  paths: error.path ?? [],
  extensions: { ErrorType: type },
});

const refused = (errors: readonly GraphQLError[], type: ErrorType): GraphQLResponse => ({
  data: null,
  errors: errors.map((error) => reported(error, type)),
});

const parsed = (query: string): DocumentNode | GraphQLError => {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
};

/** Thrown to roll a request's writes back; carries its answer out of the transaction. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
  readonly result: ExecutionResult;

  constructor(result: ExecutionResult) {
    super('A mutation failed, so that none of its request is kept.');
    this.result = result;
  }
}

/** True when one failing operation undoes the others: mutations, unless they say `allOrNone: false`. */
const isAllOrNone = (document: DocumentNode, { operationName, variables }: GraphQLRequest): boolean => {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.MUTATION) return false;
  return !operation.selectionSet.selections.some((node) => {
    const input = node.kind === Kind.FIELD ? node.arguments?.find(({ name }) => name.value === 'input') : undefined;
    const given: unknown = input === undefined ? undefined : valueFromASTUntyped(input.value, variables);
    return typeof given === 'object' && given !== null && Reflect.get(given, 'allOrNone') === false;
  });
};

const inTransaction = (org: Org, run: () => ExecutionResult): ExecutionResult => {
  try {
    return org.transaction(() => {
      const result = run();
      if ((result.errors ?? []).length > 0) throw new RolledBack({ ...result, data: null });
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result;
    throw error;
  }
};

/**
 * Answers a GraphQL request as Salesforce does: HTTP 200 always, what went wrong in `errors`. What a person may not
 * read does not exist in the schema, so asking for it is a ValidationError of type FieldUndefined.
 */
export const executeGraphQL = (org: Org, actor: Actor, request: GraphQLRequest): GraphQLResponse => {
  const document = parsed(request.query);
  if (document instanceof GraphQLError) return refused([document], 'InvalidSyntax');
  const schema = schemaFor(org.schema, actor);
  const pruned = withoutUnreadableOptionals(schema, document);
  const problems = validationErrors(schema, pruned);
  if (problems.length > 0) return refused(problems, 'ValidationError');
  const contextValue: RequestContext = { org, actor, locale: localeOf(org, actor), rawVariables: request.variables };
  const run = (): ExecutionResult =>
    executeSync({
      schema,
      document: pruned,
      rootValue: {},
      contextValue,
      variableValues: request.variables,
      operationName: request.operationName ?? null,
    });
  const result = isAllOrNone(pruned, request) ? inTransaction(org, run) : run();
  const type = result.data === undefined ? 'ValidationError' : 'DataFetchingException';
  return { data: result.data ?? null, errors: (result.errors ?? []).map((error) => reported(error, type)) };
};
