export { allocate, BadWeights } from './allocate.ts';
export { currencyOf, minorUnitDigits, parseCurrency, UnknownCurrency, type Currency } from './currency.ts';
export { fromDecimalString, toDecimalString, type NotMoney } from './decimal.ts';
export {
  daysIn,
  fiscalCalendar,
  nextQuarter,
  previousQuarter,
  quarterIndexOf,
  quarterOf,
  type CalendarFault,
  type FiscalCalendar,
  type FiscalPeriod,
} from './fiscal-calendar.ts';
export {
  add,
  compare,
  InexactMoney,
  MixedCurrencies,
  money,
  negate,
  roundToMoney,
  subtract,
  sum,
  zero,
  type Money,
} from './money.ts';
export { clamp, mean, shrink, total } from './numbers.ts';
export {
  addDays,
  dateOfDay,
  dayNumber,
  isLeapYear,
  NotADate,
  parsePlainDate,
  plainDate,
  type DayNumber,
  type PlainDate,
} from './plain-date.ts';
export { conformalLower, conformalUpper, NotAProbability, quantile } from './quantile.ts';
export { NotARatio, percentText, ratio, share, shareOf, type Ratio } from './ratio.ts';
export { failure, success, type Result } from './result.ts';
