import { type ArgumentNode, type FieldNode, Kind, parse, type ValueNode, visit } from 'graphql';
import type { Problem } from '../../package/component.ts';
import { meant } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import { lineAt, scripts } from './source-files.ts';

interface Fault {
  readonly message: string;
  readonly position: number;
}

const known = ['first', 'after', 'last', 'before', 'where', 'orderBy', 'groupBy', 'scope', 'upperBound'];
const operators = ['eq', 'ne', 'lt', 'gt', 'lte', 'gte', 'like', 'in', 'nin', 'inq', 'ninq', 'includes', 'excludes'];
const orders = ['order', 'nulls'];
const words = ['ASC', 'DESC', 'FIRST', 'LAST'];
const logic = ['and', 'or', 'not'];
const mostRows = 2000;

const isConnection = ({ selectionSet }: FieldNode): boolean =>
  selectionSet?.selections.some((one) => one.kind === Kind.FIELD && one.name.value === 'edges') === true;

/** Walks a filter or an order down to what is said of one field. */
const inValue = (value: ValueNode, leaves: readonly string[], what: string): readonly Fault[] => {
  if (value.kind === Kind.LIST) return value.values.flatMap((one) => inValue(one, leaves, what));
  if (value.kind !== Kind.OBJECT) return [];
  return value.fields.flatMap((entry): readonly Fault[] => {
    const name = entry.name.value;
    const position = entry.name.loc?.start ?? 0;
    const isField = /^[A-Z]/.test(name) || logic.includes(name);
    if (!isField && !leaves.includes(name))
      return [{ message: `There is no ${what} ${name}.${meant(name, leaves)}`, position }];
    if (what === 'order' && entry.value.kind === Kind.ENUM && !words.includes(entry.value.value))
      return [{ message: `${entry.value.value} is no order; ${words.join(', ')} are.`, position }];
    return isField ? inValue(entry.value, leaves, what) : [];
  });
};

const inArgument = ({ name, value }: ArgumentNode): readonly Fault[] => {
  const position = name.loc?.start ?? 0;
  if (!known.includes(name.value))
    return [{ message: `There is no argument ${name.value}.${meant(name.value, known)}`, position }];
  if (name.value === 'first' && value.kind === Kind.INT && (Number(value.value) > mostRows || Number(value.value) < 1))
    return [{ message: `first is ${value.value}; 1 to ${mostRows} rows it may be.`, position }];
  if (name.value === 'where') return inValue(value, operators, 'operator');
  return name.value === 'orderBy' ? inValue(value, orders, 'order') : [];
};

const faultsOf = (text: string): readonly Fault[] => {
  const faults: Fault[] = [];
  try {
    visit(parse(text), {
      Field: (field) => {
        if (isConnection(field)) faults.push(...(field.arguments ?? []).flatMap(inArgument));
      },
    });
  } catch {
    // That a document cannot be read, graphqlDocuments says.
  }
  return faults;
};

/** Arguments of the lists that components ask for are those of the platform's GraphQL API. */
export const graphqlArguments: Rule = ({ of, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    scripts(contents.files, bundle).flatMap(({ path, text }) =>
      [...text.matchAll(/\bgql\s*`([^`]*)`/g)].flatMap((match): readonly Problem[] => {
        const document = match[1] ?? '';
        const start = match.index + match[0].length - document.length - 1;
        return faultsOf(document).map(({ message, position }) => ({
          ...problem('graphql-argument', bundle, message),
          file: path,
          line: lineAt(text, start + position),
        }));
      }),
    ),
  );
