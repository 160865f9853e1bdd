import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLFieldConfigMap,
} from 'graphql';
import type { Field, SObject } from '../metadata/schema.ts';
import type { RequestContext } from './context.ts';
import { createRecord, deleteRecord, updateRecord, type SaveInput } from './mutations.ts';
import type { RecordTypes } from './record-types.ts';
import { valueKind } from './value-types.ts';

type MutationFields = GraphQLFieldConfigMap<unknown, RequestContext>;

const representation = (
  types: RecordTypes,
  object: SObject,
  name: string,
  usable: (field: Field) => boolean,
): GraphQLInputObjectType =>
  new GraphQLInputObjectType({
    name,
    fields: () =>
      Object.fromEntries(
        (types.readable.get(object.name)?.fields ?? []).flatMap((field) => {
          const kind = valueKind(field);
          return kind === undefined || !usable(field) ? [] : [[field.name, { type: kind.scalar }]];
        }),
      ),
  });

const saveFields = (types: RecordTypes, object: SObject, operation: 'Create' | 'Update'): MutationFields => {
  const { name } = object;
  const usable = (field: Field): boolean => (operation === 'Create' ? field.createable : field.updateable);
  const input = new GraphQLInputObjectType({
    name: `${name}${operation}Input`,
    fields: {
      ...(operation === 'Update' && { Id: { type: new GraphQLNonNull(GraphQLID) } }),
      [name]: { type: new GraphQLNonNull(representation(types, object, `${name}${operation}Representation`, usable)) },
    },
  });
  const payload = new GraphQLObjectType({
    name: `${name}${operation}Payload`,
    fields: () => ({ Record: { type: types.record(object) }, success: { type: GraphQLBoolean } }),
  });
  const save = operation === 'Create' ? createRecord : updateRecord;
  return {
    [`${name}${operation}`]: {
      type: payload,
      args: { input: { type: new GraphQLNonNull(input) } },
      resolve: (_source, given: { readonly input: SaveInput }, context, info) =>
        save(object, given.input, types.readable, context, info),
    },
  };
};

const deleteField = (object: SObject): MutationFields => ({
  [`${object.name}Delete`]: {
    type: new GraphQLObjectType({
      name: `${object.name}DeletePayload`,
      fields: { Id: { type: GraphQLID } },
    }),
    args: {
      input: {
        type: new GraphQLNonNull(
          new GraphQLInputObjectType({
            name: `${object.name}DeleteInput`,
            fields: { Id: { type: new GraphQLNonNull(GraphQLID) } },
          }),
        ),
      },
    },
    resolve: (_source, given: { readonly input: { readonly Id: string } }, context) =>
      deleteRecord(given.input.Id, context),
  },
});

/** `mutation { uiapi { XCreate(input) XUpdate(input) XDelete(input) } }`. */
export const mutationType = (types: RecordTypes): GraphQLObjectType => {
  const uiapi = new GraphQLObjectType<unknown, RequestContext>({
    name: 'UIAPIMutations',
    fields: () =>
      [...types.readable.values()].reduce<MutationFields>(
        (fields, { object }) => ({
          ...fields,
          ...saveFields(types, object, 'Create'),
          ...saveFields(types, object, 'Update'),
          ...deleteField(object),
        }),
        {},
      ),
  });
  return new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      uiapi: {
        type: new GraphQLNonNull(uiapi),
        args: {
          input: {
            type: new GraphQLInputObjectType({
              name: 'UIAPIMutationsInput',
              fields: { allOrNone: { type: GraphQLBoolean } },
            }),
          },
        },
        resolve: () => ({}),
      },
    },
  });
};
