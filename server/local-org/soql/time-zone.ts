const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show, as if it were UTC. */
const wallClock = (timeZone: string, instant: number): number => {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formatters.set(timeZone, formatter);
  }
  return Date.parse(`${formatter.format(instant).replace(' ', 'T')}Z`);
};

/** The instant (milliseconds since the epoch) at which a day begins in a time zone; summer time is kept in mind. */
export const startOfDay = (timeZone: string, date: string): number => {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (timeZone === 'UTC') return midnight;
  const guess = midnight - (wallClock(timeZone, midnight) - midnight);
  // The offset at the guess may be another one than at midnight UTC, when clocks change in between.
  return guess + (midnight - wallClock(timeZone, guess));
};
