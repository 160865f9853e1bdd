/** The time of day in a zone, `02:30`. @param milliseconds A clock's reading. */
export const timeOfDay = (milliseconds: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    milliseconds,
  );
