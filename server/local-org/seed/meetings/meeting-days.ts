const millisecondsPerDay = 86_400_000;
/** Day 0 was a Thursday; Wednesdays have this remainder. */
const wednesday = 6;

/** Day number of the second Wednesday of a month; months may count beyond the year (12 is next January). */
const secondWednesday = (year: number, month: number): number => {
  const first = Date.UTC(year, month, 1) / millisecondsPerDay;
  return first + ((((wednesday - first) % 7) + 7) % 7) + 7;
};

/** Meetings by their day numbers, oldest first: the last three before today, and the next one (today at the earliest). */
export interface MeetingDays {
  readonly past: readonly number[];
  readonly next: number;
}

/** The monthly meeting is held on every second Wednesday of a month. */
export const meetingDays = (today: string): MeetingDays => {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const now = Date.parse(`${today}T00:00:00Z`) / millisecondsPerDay;
  const days = [-4, -3, -2, -1, 0, 1].map((offset) => secondWednesday(year, month + offset));
  const past = days.filter((day) => day < now).slice(-3);
  return { past, next: days.find((day) => day >= now) ?? now };
};
