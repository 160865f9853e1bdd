import { dayOf, dayText } from '../calendar.ts';
import { constantNumber, type Translation } from './arithmetic.ts';
import { blank, plain, quotedText } from './sql-expression.ts';

const part =
  (start: number, length: number): Translation =>
  ([date = blank]) =>
    plain(`CAST(substr(${date.sql}, ${start}, ${length}) AS INTEGER)`);

/** A day written out; computed ones may not exist, which only JavaScript can tell from blank. */
const constantDay: Translation = (_, { args }) => {
  const [year, month, day] = args.map((arg) => constantNumber(arg)?.trunc().toNumber());
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const found = dayOf({ year, month, day });
  const text = found === undefined ? undefined : dayText(found);
  return text === undefined ? undefined : plain(quotedText(text));
};

export const dates: Readonly<Record<string, Translation>> = {
  YEAR: part(1, 4),
  MONTH: part(6, 2),
  DAY: part(9, 2),
  WEEKDAY: ([date = blank]) => plain(`(CAST(strftime('%w', ${date.sql}) AS INTEGER) + 1)`),
  DATE: constantDay,
};
