/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- the rule recurses without end in GraphQL's syntax tree */
import {
  FieldsOnCorrectTypeRule,
  getNamedType,
  GraphQLError,
  Kind,
  NoUnusedVariablesRule,
  specifiedRules,
  validate,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';

/** Connections that one request may hold. */
const maximumSubqueries = 10;

const isNode = (value: ASTNode | readonly ASTNode[]): value is ASTNode => !Array.isArray(value);

/**
 * What Salesforce says of an object or field that does not exist or that the person may not read; a component tells
 * "no access" by it. The wording is graphql-java's, which answers there.
 */
const fieldUndefined: ValidationRule = (context) => ({
  Field(node, _key, _parent, _path, ancestors) {
    const type = context.getParentType();
    if (!type || context.getFieldDef()) return;
    const names = [...ancestors.filter(isNode), node].flatMap((each) =>
      each.kind === Kind.FIELD ? [each.name.value] : [],
    );
    const message = `Validation error of type FieldUndefined: Field '${node.name.value}' in type '${type.name}' is undefined @ '${names.join('/')}'`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});

const subqueryLimit: ValidationRule = (context) => {
  let subqueries = 0;
  return {
    Field(node) {
      const type = getNamedType(context.getType());
      if (type?.name.endsWith('Connection') !== true) return;
      subqueries += 1;
      if (subqueries === maximumSubqueries + 1) {
        context.reportError(
          new GraphQLError(`A request can hold ${maximumSubqueries} subqueries at most.`, { nodes: node }),
        );
      }
    },
  };
};

// graphql-java does not mind unused variables, so a real org does not either.
const replaced = new Set<ValidationRule>([FieldsOnCorrectTypeRule, NoUnusedVariablesRule]);
const rules = [fieldUndefined, subqueryLimit, ...specifiedRules.filter((rule) => !replaced.has(rule))];

/** What is wrong with a document for this person. */
export const validationErrors = (schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] =>
  validate(schema, document, rules);
