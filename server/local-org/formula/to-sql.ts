import type { CheckedFormula, ResultField } from './check-formula.ts';
import { dayText } from './calendar.ts';
import type { Constant, FieldReference, GlobalReference, OperationCall, TypedExpression } from './operation.ts';
import { arithmetic, type Translation } from './sql/arithmetic.ts';
import { conditions } from './sql/conditions.ts';
import { dates } from './sql/dates.ts';
import {
  blank,
  greatestScale,
  plain,
  quotedText,
  roundedTo,
  type SqlContext,
  type SqlExpression,
  textual,
} from './sql/sql-expression.ts';
import { isDay, isDecimal } from './values.ts';

export type { SqlContext } from './sql/sql-expression.ts';

export type SqlTranslation =
  | { readonly ok: true; /** What the store would keep in a column of the formula's field. */ readonly sql: string }
  | {
      readonly ok: false;
      /** What stands in the way, each once: `function REGEX`, `operator / with these arguments`, `field Owner.Name`. */
      readonly reasons: readonly string[];
    };

const translations = new Map<string, Translation>(Object.entries({ ...arithmetic, ...conditions, ...dates }));

/** SQLite takes expressions 1,000 deep; a level of ours is a few of those. */
const deepest = 60;

class Translator {
  readonly reasons = new Set<string>();
  readonly #context: SqlContext;

  constructor(context: SqlContext) {
    this.#context = context;
  }

  translate(expression: TypedExpression, depth = 0): SqlExpression | undefined {
    if (depth > deepest) return this.#refuse('nesting');
    switch (expression.kind) {
      case 'constant':
        return this.#constant(expression);
      case 'field':
        return this.#field(expression);
      case 'global':
        return this.#global(expression);
      case 'operation':
        return this.#operation(expression, depth);
    }
  }

  #refuse(reason: string): SqlExpression | undefined {
    this.reasons.add(reason);
    return undefined;
  }

  #constant({ value }: Constant): SqlExpression | undefined {
    if (value === null) return blank;
    if (typeof value === 'boolean') return plain(value ? '1' : '0');
    if (typeof value === 'string') {
      return value.includes('\0') ? this.#refuse('a NUL in text') : plain(quotedText(value));
    }
    if (isDay(value)) return plain(quotedText(dayText(value) ?? ''));
    if (!isDecimal(value)) return this.#refuse('a constant date and time');
    const scale = value.decimalPlaces();
    if (scale > greatestScale || value.precision(true) > 15) return this.#refuse('a number of many digits');
    return { sql: value.times(`1e${scale}`).toFixed(), scale };
  }

  #field(reference: FieldReference): SqlExpression | undefined {
    const column = this.#context.column(reference);
    if (column === undefined) return this.#refuse(`field ${reference.path.join('.')}`);
    const { type, field, blankAsZero } = reference;
    if (type === 'boolean') return plain(`coalesce(${column}, 0)`);
    if (textual(type)) return plain(`nullif(${column}, '')`);
    if (type !== 'number') return plain(column);
    const scale = (field.type === 'int' ? 0 : field.scale) + (field.type === 'percent' ? 2 : 0);
    if (scale > greatestScale) return this.#refuse(`field ${reference.path.join('.')} with its many decimals`);
    return { sql: blankAsZero ? `coalesce(${column}, 0)` : column, scale };
  }

  #global(reference: GlobalReference): SqlExpression | undefined {
    const sql = reference.type === 'number' ? undefined : this.#context.global?.(reference);
    return sql === undefined ? this.#refuse(reference.path.join('.')) : plain(sql);
  }

  #operation(call: OperationCall, depth: number): SqlExpression | undefined {
    if (call.name === 'TODAY') return plain(this.#context.today);
    if (call.name === 'NOW') return plain(this.#context.now);
    const args = call.args.map((arg) => this.translate(arg, depth + 1));
    const translation = translations.get(call.name);
    if (translation === undefined) return this.#refuse(described(call.name));
    const known = args.filter((arg) => arg !== undefined);
    if (known.length < args.length) return undefined;
    return translation(known, call) ?? this.#refuse(`${described(call.name)} with these arguments`);
  }
}

const described = (name: string): string => (/^[A-Z]/.test(name) ? `function ${name}` : `operator ${name}`);

const fitted = (result: SqlExpression, returns: ResultField): string => {
  switch (returns.type) {
    case 'boolean':
      return `coalesce(${result.sql}, 0)`;
    case 'int':
      return roundedTo(result, 0).sql;
    case 'double':
    case 'currency':
      return roundedTo(result, returns.scale).sql;
    case 'percent':
      return result.scale >= 2
        ? roundedTo({ sql: result.sql, scale: result.scale - 2 }, returns.scale).sql
        : roundedTo({ sql: `(${result.sql} * 100)`, scale: result.scale }, returns.scale).sql;
    default:
      return result.sql;
  }
};

/**
 * The formula as a SQLite expression, so that formula fields filter and sort inside the database. It agrees with
 * evaluate, exactly, as long as numbers stay within 64 bits in their smallest unit (92 quadrillion in cents).
 * What SQLite cannot say exactly is refused with the reasons: use rowFunction then.
 */
export const toSql = (formula: CheckedFormula, context: SqlContext): SqlTranslation => {
  const translator = new Translator(context);
  const result = translator.translate(formula.root);
  if (formula.returns === undefined) return { ok: false, reasons: ['no field that takes the result'] };
  if (result === undefined) return { ok: false, reasons: [...translator.reasons] };
  return { ok: true, sql: `(${fitted(result, formula.returns)})` };
};
