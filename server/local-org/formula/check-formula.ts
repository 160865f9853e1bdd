import type { Field, Schema, SObject } from '../metadata/schema.ts';
import type { Expression, Formula, Reference } from './expression.ts';
import { FormulaError } from './formula-error.ts';
import { operationNamed } from './functions/registry.ts';
import type { FieldReference, OperationCall, TypedExpression } from './operation.ts';
import { resolveField } from './resolve-field.ts';
import { resolveGlobal } from './resolve-global.ts';
import { commonType, type FormulaType, isPicklist, typeLabel, typeOfField } from './types.ts';
import { Decimal, textOrBlank } from './values.ts';

/** What the formula is for: `field` and `default` know no change, `default` knows no record. */
export type FormulaUse = 'field' | 'validation' | 'default';

/** `formulaTreatBlanksAs` of the metadata. */
export type BlankHandling = 'BlankAsZero' | 'BlankAsBlank';

/** The field that takes the result. */
export type ResultField = Pick<Field, 'type' | 'scale'>;

export interface FormulaContext {
  readonly schema: Schema;
  readonly object: SObject;
  readonly use: FormulaUse;
  /** Only formula fields may treat blank numbers as zero; there it is the default. */
  readonly blanks?: BlankHandling;
  /** Without one the result stays as computed. A validation rule's is always a checkbox. */
  readonly returns?: ResultField;
  /** The org's custom permissions; a formula that names another is refused. Left out: any is taken. */
  readonly customPermissions?: ReadonlySet<string>;
}

/** A formula that means something: names found, types fitting. Made by checkFormula, taken by evaluate and toSql. */
export interface CheckedFormula {
  readonly text: string;
  readonly root: TypedExpression;
  readonly returns: ResultField | undefined;
  /** Fields it needs, each once. */
  readonly fields: readonly FieldReference[];
  /** Whether the day or the user changes the result, so that it cannot be kept. */
  readonly momentary: boolean;
}

class Checker {
  readonly fields = new Map<string, FieldReference>();
  momentary = false;
  readonly #context: FormulaContext;

  constructor(context: FormulaContext) {
    this.#context = context;
  }

  check(expression: Expression): TypedExpression {
    const { position } = expression;
    switch (expression.kind) {
      case 'number':
        return { kind: 'constant', type: 'number', value: new Decimal(expression.digits), position };
      case 'text':
        return { kind: 'constant', type: 'text', value: textOrBlank(expression.value), position };
      case 'boolean':
        return { kind: 'constant', type: 'boolean', value: expression.value, position };
      case 'null':
        return { kind: 'constant', type: 'null', value: null, position };
      case 'reference':
        return expression.name.startsWith('$') ? this.#global(expression) : this.#field(expression);
      case 'call':
        return this.#operation(
          expression.name,
          expression.args.map((arg) => this.check(arg)),
          position,
        );
    }
  }

  #global({ name, position }: Reference): TypedExpression {
    const { schema, customPermissions } = this.#context;
    this.momentary = true;
    return { kind: 'global', position, ...resolveGlobal(schema, name, position, customPermissions) };
  }

  #field({ name, position }: Reference): FieldReference {
    const { schema, object, use, blanks = 'BlankAsZero' } = this.#context;
    const resolved = resolveField(schema, object, name, position);
    const type = typeOfField(resolved.field);
    if (use === 'default') {
      throw new FormulaError('meaning', `Field ${name} may not be used in this type of formula`, position);
    }
    if (type === undefined || (use === 'field' && isLongText(resolved.field))) {
      const kind = type === undefined ? 'Address' : 'Long Text Area';
      const message = `You referenced an unsupported field type called "${kind}" using the following field: ${name}`;
      throw new FormulaError('meaning', message, position);
    }
    const blankAsZero = type === 'number' && use === 'field' && blanks === 'BlankAsZero';
    const reference: FieldReference = { kind: 'field', type, ...resolved, blankAsZero, position };
    this.fields.set(resolved.path.join('.'), reference);
    return reference;
  }

  #operation(name: string, args: readonly TypedExpression[], position: number): OperationCall {
    const operation = operationNamed(name);
    if (operation === undefined) {
      throw new FormulaError('meaning', `Unknown function ${name}. Check spelling.`, position);
    }
    if (operation.aboutChange === true && this.#context.use !== 'validation') {
      throw new FormulaError('meaning', `Function ${name} may not be used in this type of formula`, position);
    }
    if (name === 'TODAY' || name === 'NOW') this.momentary = true;
    const type = operation.check({ name, args, position });
    return { kind: 'operation', type, name, operation, args, position };
  }
}

const isLongText = (field: Field): boolean => field.type === 'textarea' && field.length > 255;

const demandResult = (root: TypedExpression, returns: ResultField | undefined): void => {
  if (isPicklist(root.type)) {
    const name = root.kind === 'field' ? root.path.join('.') : 'of the result';
    const message = `Field ${name} is a picklist field. Picklist fields are only supported in certain functions.`;
    throw new FormulaError('meaning', message, root.position);
  }
  if (returns === undefined) return;
  const declared = typeOfField(returns);
  const expected: FormulaType = declared === undefined || isPicklist(declared) ? 'text' : declared;
  if (commonType(root.type, expected) === undefined) {
    const message = `Formula result is data type (${typeLabel(root.type)}), incompatible with expected data type (${typeLabel(expected)}).`;
    throw new FormulaError('meaning', message);
  }
};

const checkbox: ResultField = { type: 'boolean', scale: 0 };

/**
 * Finds every name in the schema and fits every type, in the words of Salesforce where something does not.
 * @throws FormulaError of kind `meaning`, with the position of the part that is wrong.
 */
export const checkFormula = (formula: Formula, context: FormulaContext): CheckedFormula => {
  const checker = new Checker(context);
  const root = checker.check(formula.root);
  const returns = context.use === 'validation' ? checkbox : context.returns;
  demandResult(root, returns);
  return {
    text: formula.text,
    root,
    returns,
    fields: [...checker.fields.values()],
    momentary: checker.momentary,
  };
};
