import { dateOfDay, dayOf, quarterEnd, quarterIndex } from '../../import/calendar.ts';

/** What a simulation asks of each day over and over, looked up instead of computed. */
export class DayTable {
  private readonly first: number;
  private readonly quarterEnds: Int32Array;
  private readonly monthEnds: Int32Array;
  private readonly months: Uint8Array;

  /** @param first, last Day numbers that the table covers. Fiscal quarters are calendar quarters here. */
  constructor(first: number, last: number) {
    this.first = first;
    const days = last - first + 1;
    this.quarterEnds = new Int32Array(days);
    this.monthEnds = new Int32Array(days);
    this.months = new Uint8Array(days);
    let monthEnd = -Infinity;
    let end = -Infinity;
    for (let index = 0; index < days; index += 1) {
      const day = first + index;
      const date = dateOfDay(day);
      const month = Number(date.slice(5, 7)) - 1;
      if (day > end) end = dayOf(quarterEnd(quarterIndex(date, 1), 1));
      if (day > monthEnd) monthEnd = Date.UTC(Number(date.slice(0, 4)), month + 1, 0) / 86_400_000;
      this.quarterEnds[index] = end;
      this.monthEnds[index] = monthEnd;
      this.months[index] = month;
    }
  }

  quarterEnd(day: number): number {
    return this.quarterEnds[day - this.first] ?? day;
  }

  monthEnd(day: number): number {
    return this.monthEnds[day - this.first] ?? day;
  }

  /** 0 for January. */
  month(day: number): number {
    return this.months[day - this.first] ?? 0;
  }

  /** The day itself, or the Monday after where it falls on a weekend. */
  static workday(day: number): number {
    // Day 0 was a Thursday; Saturday and Sunday are weekdays 2 and 3 counted from it.
    const weekday = ((day % 7) + 7) % 7;
    return weekday === 2 ? day + 2 : weekday === 3 ? day + 1 : day;
  }
}
