import { dayText } from '../calendar.ts';
import { toId18 } from '../../store/ids.ts';
import type { Operation } from '../operation.ts';
import type { FormulaType } from '../types.ts';
import { Decimal, isDay, isDecimal, isInstant, plainNumber, textOrBlank, type Value } from '../values.ts';
import { noResult, numberAt, strict, textAt } from './arguments.ts';
import { demand, single, takes } from './signatures.ts';

/** A function of text and numbers whose arguments all count; blank where the first is. */
const ofText = (
  name: string,
  parameters: readonly FormulaType[],
  apply: (text: string, values: readonly Value[]) => string | null,
  optional = 0,
): Operation => ({
  name,
  check: takes(parameters, 'text', optional),
  run: strict((values) => {
    const text = textAt(values, 0);
    const result = text === null ? null : apply(text, values);
    return result === null ? null : textOrBlank(result);
  }),
});

/** A count of characters: whole, never below the least; null where blank. */
const countAt = (values: readonly Value[], index: number, least: number): number | null => {
  const number = numberAt(values, index);
  return number === null ? null : Math.max(least, Math.min(number.trunc().toNumber(), 1_000_000));
};

/** Text of another type: plain digits, ISO dates, date-times in GMT (FunctionText of the engine). */
const asText = (value: Value): string | null => {
  if (value === null || typeof value === 'string') return value;
  if (isDecimal(value)) return plainNumber(value);
  if (isDay(value)) return dayText(value) ?? null;
  if (isInstant(value)) return `${new Date(value.instant).toISOString().replace('T', ' ').slice(0, 19)}Z`;
  throw noResult('TEXT() of a checkbox');
};

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e([+-]?\d{1,2}))?$/i;

/** @throws FormulaError where the text is no number. */
const asNumber = (text: string): Decimal => {
  if (!numeral.test(text)) throw noResult('The text is not a valid number.');
  return new Decimal(text);
};

const padded = (name: string, pad: (text: string, width: number, filler: string) => string): Operation =>
  ofText(
    name,
    ['text', 'number', 'text'],
    (text, values) => {
      const width = countAt(values, 1, 0);
      return width === null ? null : pad(text.slice(0, width), Math.min(width, 4000), textAt(values, 2) ?? ' ');
    },
    1,
  );

/** Whether text holds other text; blank is held by everything, and blank holds nothing (not even an answer). */
const holding = (name: string, holds: (text: string, part: string) => boolean): Operation => ({
  name,
  check: takes(['text', 'text'], 'boolean'),
  run: strict((values) => {
    const [text, part] = [textAt(values, 0), textAt(values, 1)];
    if (part === null) return true;
    return text === null ? null : holds(text, part);
  }),
});

const matches = (text: string, pattern: string): boolean => {
  // Java writes the flag into the pattern.
  const flagged = /^\(\?i\)/.exec(pattern);
  try {
    return new RegExp(`^(?:${flagged === null ? pattern : pattern.slice(4)})$`, flagged === null ? 's' : 'si').test(
      text,
    );
  } catch (cause) {
    throw noResult(`REGEX() does not understand ${pattern}: ${String(cause)}`);
  }
};

/** Nested substitutions multiply; the longest text that Salesforce keeps is 131,072 characters. */
const longestText = 131_072;

const substituted = (text: string, old: string, fresh: string): string => {
  const parts = text.split(old);
  if (text.length + (parts.length - 1) * (fresh.length - old.length) > longestText) throw noResult('#Too Big!');
  return parts.join(fresh);
};

export const textFunctions: readonly Operation[] = [
  {
    name: 'TEXT',
    check: (site) => {
      demand(site, single(site), 'number', 'date', 'datetime', 'picklist');
      return 'text';
    },
    run: strict(([value = null]) => asText(value)),
  },
  {
    name: 'VALUE',
    check: takes(['text'], 'number'),
    run: strict((values) => {
      const text = textAt(values, 0);
      return text === null ? null : asNumber(text);
    }),
  },
  {
    name: 'ISNUMBER',
    check: takes(['text'], 'boolean'),
    run: strict((values) => numeral.test(textAt(values, 0) ?? '')),
  },
  {
    name: 'LEN',
    check: takes(['text'], 'number'),
    run: strict((values) => new Decimal(textAt(values, 0)?.length ?? 0)),
  },
  ofText('LEFT', ['text', 'number'], (text, values) => {
    const count = countAt(values, 1, 0);
    return count === null ? null : text.slice(0, count);
  }),
  ofText('RIGHT', ['text', 'number'], (text, values) => {
    const count = countAt(values, 1, 0);
    return count === null ? null : text.slice(Math.max(0, text.length - count));
  }),
  ofText('MID', ['text', 'number', 'number'], (text, values) => {
    const [start, count] = [countAt(values, 1, 1), countAt(values, 2, 0)];
    return start === null || count === null ? null : text.slice(start - 1, start - 1 + count);
  }),
  ofText('TRIM', ['text'], (text) => text.trim()),
  ofText('UPPER', ['text', 'text'], (text) => text.toUpperCase(), 1),
  ofText('LOWER', ['text', 'text'], (text) => text.toLowerCase(), 1),
  padded('LPAD', (text, width, filler) => text.padStart(width, filler)),
  padded('RPAD', (text, width, filler) => text.padEnd(width, filler)),
  ofText('SUBSTITUTE', ['text', 'text', 'text'], (text, values) => {
    const old = textAt(values, 1);
    return old === null ? null : substituted(text, old, textAt(values, 2) ?? '');
  }),
  holding('CONTAINS', (text, part) => text.includes(part)),
  holding('BEGINS', (text, part) => text.startsWith(part)),
  {
    name: 'FIND',
    check: takes(['text', 'text', 'number'], 'number', 1),
    run: strict((values) => {
      const [part, text] = [textAt(values, 0), textAt(values, 1)];
      const start = countAt(values, 2, 1) ?? 1;
      return new Decimal(part === null || text === null ? 0 : text.indexOf(part, start - 1) + 1);
    }),
  },
  {
    name: 'REGEX',
    check: takes(['text', 'text'], 'boolean'),
    run: strict((values) => {
      const pattern = textAt(values, 1);
      return pattern === null ? null : matches(textAt(values, 0) ?? '', pattern);
    }),
  },
  ofText('CASESAFEID', ['text'], (text) => toId18(text) ?? text),
];
