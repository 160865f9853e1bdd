import {
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isOptional = (node: FieldNode): boolean =>
  node.directives?.some(({ name }) => name.value === 'optional') === true;

/**
 * The document without the fields marked `@optional` that the person may not read. A selection that would be left
 * empty keeps `__typename`, which GraphQL's grammar needs.
 */
export const withoutUnreadableOptionals = (schema: GraphQLSchema, document: DocumentNode): DocumentNode => {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) =>
        isOptional(node) && (types.getFieldDef() === undefined || types.getFieldDef() === null) ? null : undefined,
      SelectionSet: {
        leave: (node) => (node.selections.length === 0 ? { ...node, selections: [typename] } : undefined),
      },
    }),
  );
};
