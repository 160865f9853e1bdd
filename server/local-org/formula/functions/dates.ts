import {
  addMonths,
  calendarDate,
  type CalendarDate,
  dayInZone,
  dayOf,
  millisecondsPerDay,
  readDay,
  readInstant,
} from '../calendar.ts';
import type { CallSite, Operation } from '../operation.ts';
import type { FormulaType } from '../types.ts';
import { type Day, Decimal, isDay, isInstant, type Value } from '../values.ts';
import { dayAt, noResult, numberAt, ofNumbers, strict } from './arguments.ts';
import { pair, single, takes, unfitType } from './signatures.ts';

const partOfDate = (name: string, part: (date: CalendarDate, day: Day) => number): Operation => ({
  name,
  check: takes(['date'], 'number'),
  run: strict((values) => {
    const day = dayAt(values, 0);
    return day === null ? null : new Decimal(part(calendarDate(day), day));
  }),
});

/** @throws FormulaError unless the only argument has one of the types. */
const converts =
  (accepted: readonly FormulaType[], result: FormulaType) =>
  (site: CallSite): FormulaType => {
    const { type } = single(site);
    if (type !== 'null' && !accepted.includes(type)) throw unfitType(site);
    return result;
  };

const shiftMonths = (start: Value, months: number): Value => {
  if (isDay(start)) return addMonths(start, months) ?? null;
  if (!isInstant(start)) return null;
  const day = { day: Math.floor(start.instant / millisecondsPerDay) };
  const shifted = addMonths(day, months);
  return shifted === undefined ? null : { instant: start.instant + (shifted.day - day.day) * millisecondsPerDay };
};

export const dateFunctions: readonly Operation[] = [
  { name: 'TODAY', check: takes([], 'date'), run: (_, { scope }) => scope.today },
  { name: 'NOW', check: takes([], 'datetime'), run: (_, { scope }) => scope.now },
  {
    name: 'DATE',
    check: takes(['number', 'number', 'number'], 'date'),
    run: ofNumbers((parts) => {
      const [year = 0, month = 0, day = 0] = parts.map((part) => part.trunc().toNumber());
      const date = dayOf({ year, month, day });
      if (date === undefined) throw noResult('Year, month or day out of range in DATE()');
      return date;
    }),
  },
  partOfDate('YEAR', ({ year }) => year),
  partOfDate('MONTH', ({ month }) => month),
  partOfDate('DAY', ({ day }) => day),
  // Sunday is 1; 1970-01-01 was a Thursday.
  partOfDate('WEEKDAY', (_, { day }) => ((((day + 4) % 7) + 7) % 7) + 1),
  {
    name: 'ADDMONTHS',
    check: (site) => {
      const [start, months] = pair(site);
      if (start.type !== 'date' && start.type !== 'datetime' && start.type !== 'null') throw unfitType(site);
      if (months.type !== 'number' && months.type !== 'null') throw unfitType(site);
      return start.type;
    },
    run: strict((values) => shiftMonths(values[0] ?? null, numberAt(values, 1)?.trunc().toNumber() ?? 0)),
  },
  {
    name: 'DATEVALUE',
    check: converts(['datetime', 'text'], 'date'),
    // The day of a date-time is the day in the user's time zone (FunctionDateValue of the engine).
    run: strict(([value = null], { scope }) => {
      if (isInstant(value)) return dayInZone(value, scope.timeZone);
      if (typeof value !== 'string') return null;
      const day = readDay(value);
      if (day === undefined) throw noResult(`DATEVALUE() of ${value}`);
      return day;
    }),
  },
  {
    name: 'DATETIMEVALUE',
    check: converts(['datetime', 'date', 'text'], 'datetime'),
    run: strict(([value = null]) => {
      if (isDay(value)) return { instant: value.day * millisecondsPerDay };
      if (typeof value !== 'string') return isInstant(value) ? value : null;
      const instant = readInstant(value);
      if (instant === undefined) throw noResult(`DATETIMEVALUE() of ${value}`);
      return instant;
    }),
  },
];
