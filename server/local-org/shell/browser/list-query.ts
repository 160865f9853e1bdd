import type { GraphQLDocument } from '../client/graphql-client.ts';
import { parentName } from './field-cells.ts';
import type { FieldInfo, ObjectInfo } from './lightning/uiObjectInfoApi/uiObjectInfoApi.ts';

const selection = (field: FieldInfo): string => {
  const own = `${field.apiName} { value displayValue }`;
  const name = parentName(field);
  if (field.dataType !== 'Reference' || name === undefined || field.referenceToInfos.length !== 1) return own;
  const [relationship = '', nameField = ''] = name.split('.');
  return `${own} ${relationship} @optional { ${nameField} @optional { value displayValue } }`;
};

/**
 * The query of an object's list; its names come from the object's description.
 * @param of which records: a list view's `where`, or the field that holds the record whose list it is; the variable
 * `parent` then says which
 */
export const listQuery = (
  info: ObjectInfo,
  columns: readonly string[],
  of: { readonly where?: string | undefined; readonly parentField?: string } = {},
): GraphQLDocument => {
  const fields = columns.flatMap((name) => info.fields[name] ?? []);
  const [name] = info.nameFields;
  const order = name === undefined ? '' : `, orderBy: { ${name}: { order: ASC } }`;
  const isParent = of.parentField !== undefined && of.parentField in info.fields;
  const wanted = isParent ? `{ ${of.parentField}: { eq: $parent } }` : of.where;
  const where = wanted === undefined ? '' : `, where: ${wanted}`;
  return {
    kind: 'Document',
    text: `query list($first: Int${isParent ? ', $parent: ID!' : ''}) {
      uiapi { query { ${info.apiName}(first: $first${where}${order}) {
        edges { node { Id ${fields.map(selection).join(' ')} } }
        totalCount
      } } }
    }`,
  };
};
