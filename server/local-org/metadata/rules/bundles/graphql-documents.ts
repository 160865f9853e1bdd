import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  KnownFragmentNamesRule,
  NoFragmentCyclesRule,
  NoUndefinedVariablesRule,
  parse,
  type SelectionSetNode,
  UniqueFragmentNamesRule,
  UniqueVariableNamesRule,
  validate,
  type ValueNode,
} from 'graphql';
import type { Problem } from '../../package/component.ts';
import { isCustom, isNamespaced, meant } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { objectMissing } from '../references.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { namesOfFeatures } from '../standard-knowledge.ts';
import { lineAt, scripts } from './source-files.ts';

interface Fault {
  readonly message: string;
  /** Index in the document. */
  readonly position: number;
  /** It may be right where a feature is on. */
  readonly unsure?: boolean;
}

/** What every record of the GraphQL API has beside its fields. */
const always = new Set([
  'Id',
  'ApiName',
  'DisplayValue',
  'WeakEtag',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
  '__typename',
  'edges',
  'node',
  'pageInfo',
  'totalCount',
  'hasNextPage',
  'hasPreviousPage',
  'cursor',
  'aggregate',
]);
const logic = new Set(['and', 'or', 'not']);

const fieldsOf = (set: SelectionSetNode | undefined): readonly FieldNode[] =>
  (set?.selections ?? []).flatMap((one): readonly FieldNode[] => {
    if (one.kind === Kind.FIELD) return [one];
    return one.kind === Kind.INLINE_FRAGMENT && one.typeCondition === undefined ? fieldsOf(one.selectionSet) : [];
  });

const only = (set: SelectionSetNode | undefined, name: string): readonly FieldNode[] =>
  fieldsOf(set).filter((one) => one.name.value === name);

class DocumentCheck {
  readonly faults: Fault[] = [];
  readonly #org: OrgView;

  constructor(org: OrgView) {
    this.#org = org;
  }

  document(document: DocumentNode): void {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        const object = definition.typeCondition.name.value;
        // Fragments on other types of the API (`Record`, `UIAPI`) are not about the fields of one object.
        if (isCustom(object) || this.#org.object(object) !== undefined) this.#fragment(object, definition);
      }
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      for (const api of only(definition.selectionSet, 'uiapi')) {
        for (const part of fieldsOf(api.selectionSet)) {
          if (part.name.value === 'query')
            fieldsOf(part.selectionSet).forEach((one) => {
              this.#connection(one, one.name.value, 'node');
            });
          if (part.name.value === 'aggregate')
            fieldsOf(part.selectionSet).forEach((one) => {
              this.#connection(one, one.name.value, 'aggregate');
            });
        }
      }
    }
  }

  #fragment(object: string, { typeCondition, selectionSet }: FragmentDefinitionNode): void {
    const missing = objectMissing(this.#org, object);
    if (missing === undefined) this.#record(object, selectionSet);
    else this.faults.push({ message: missing, position: typeCondition.loc?.start ?? 0 });
  }

  /** `Takt_Plan__c(where: …) { edges { node { … } } }` */
  #connection(field: FieldNode, object: string, holder: 'node' | 'aggregate'): void {
    const position = field.name.loc?.start ?? 0;
    const missing = objectMissing(this.#org, object);
    if (missing !== undefined) {
      this.faults.push({ message: missing, position });
      return;
    }
    for (const argument of field.arguments ?? []) {
      if (['where', 'orderBy', 'groupBy'].includes(argument.name.value)) this.#argument(object, argument.value);
    }
    for (const edges of only(field.selectionSet, 'edges')) {
      for (const node of only(edges.selectionSet, 'node')) {
        if (holder === 'node') this.#record(object, node.selectionSet);
        else for (const aggregate of only(node.selectionSet, 'aggregate')) this.#record(object, aggregate.selectionSet);
      }
    }
  }

  #record(object: string, set: SelectionSetNode | undefined): void {
    for (const field of fieldsOf(set)) {
      const name = field.name.value;
      if (always.has(name)) continue;
      const target = this.#relation(object, name);
      if (target !== undefined) this.#record(target, field.selectionSet);
      else if (only(field.selectionSet, 'edges').length > 0) this.#children(object, field);
      else {
        const position = field.name.loc?.start ?? 0;
        this.#name(object, name, position);
        if (field.selectionSet === undefined && this.#org.object(object)?.field(name) !== undefined)
          this.faults.push({ message: `${name} is a field with parts: ask for ${name} { value }.`, position });
      }
    }
  }

  #children(object: string, field: FieldNode): void {
    const name = field.name.value;
    const wanted = name.toLowerCase();
    const found = this.#org.all('CustomField').find(({ xml }) => {
      const list = xml?.text('relationshipName');
      return (
        list !== undefined &&
        `${list}__r`.toLowerCase() === wanted &&
        xml?.texts('referenceTo').includes(object) === true
      );
    });
    if (found !== undefined) this.#connection(field, found.fullName.split('.')[0] ?? '', 'node');
    else if (isCustom(name) && !isNamespaced(name)) {
      this.faults.push({
        message: `${object} has no list ${name}: no relationshipName of a lookup to it is called so.`,
        position: field.name.loc?.start ?? 0,
      });
    }
  }

  #argument(object: string, value: ValueNode): void {
    if (value.kind === Kind.LIST)
      value.values.forEach((one) => {
        this.#argument(object, one);
      });
    if (value.kind !== Kind.OBJECT) return;
    for (const entry of value.fields) {
      const name = entry.name.value;
      if (logic.has(name)) this.#argument(object, entry.value);
      else if (!always.has(name)) {
        const target = this.#relation(object, name);
        if (target === undefined) this.#name(object, name, entry.name.loc?.start ?? 0);
        else this.#argument(target, entry.value);
      }
    }
  }

  /** The object behind a lookup; '' where several are possible or it is not known. */
  #relation(object: string, name: string): string | undefined {
    const field = this.#org.object(object)?.relation(name);
    if (field === undefined || this.#org.object(object)?.field(name) !== undefined) return undefined;
    return field.referenceTo.length === 1 ? field.referenceTo[0] : '';
  }

  #name(object: string, name: string, position: number): void {
    const known = this.#org.object(object);
    if (known === undefined || known.field(name) !== undefined || isNamespaced(name)) return;
    // A standard object may have more fields than are known: a feature brings them, or a slip of the pen.
    const unsure = !known.complete && !isCustom(name);
    if (unsure && namesOfFeatures.has(`${known.name}.${name}`.toLowerCase())) return;
    const names = [...known.fields.values()].flatMap((field) => [
      field.name,
      ...(field.relationship === undefined ? [] : [field.relationship]),
    ]);
    this.faults.push({
      message: `${object} has no field ${name}${unsure ? ' that is known' : ''}.${meant(name, names)}`,
      position,
      unsure,
    });
  }
}

/** What is wrong with a document whatever the org has: variables and fragments that are used and not there. */
const withoutSchema = [
  NoUndefinedVariablesRule,
  KnownFragmentNamesRule,
  NoFragmentCyclesRule,
  UniqueVariableNamesRule,
  UniqueFragmentNamesRule,
];
const anySchema = buildSchema('type Query { uiapi: Int }');

const check = (org: OrgView, text: string): readonly Fault[] => {
  try {
    const checking = new DocumentCheck(org);
    const document = parse(text);
    checking.document(document);
    const inItself = validate(anySchema, document, withoutSchema).map(({ message, positions }) => ({
      message,
      position: positions?.[0] ?? 0,
    }));
    return [...checking.faults, ...inItself];
  } catch (error) {
    if (error instanceof GraphQLError)
      return [
        { message: `The GraphQL document cannot be read: ${error.message}`, position: error.positions?.[0] ?? 0 },
      ];
    throw error;
  }
};

/** Objects and fields that the GraphQL documents of components name exist. */
export const graphqlDocuments: Rule = ({ of, org, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    scripts(contents.files, bundle).flatMap(({ path, text }) =>
      [...text.matchAll(/\bgql\s*`([^`]*)`/g)].flatMap((match): readonly Problem[] => {
        const document = match[1] ?? '';
        // What is put together at run time cannot be judged before.
        if (document.includes('${') || document.trim() === '') return [];
        const start = match.index + match[0].length - document.length - 1;
        return check(org, document).map(({ message, position, unsure }) => ({
          ...(unsure === true ? warning : problem)('graphql-document', bundle, message),
          file: path,
          line: lineAt(text, start + position),
        }));
      }),
    ),
  );
