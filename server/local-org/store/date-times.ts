const pad = (value: number, width: number): string => String(value).padStart(width, '0');

let lastDay = Number.NaN;
let lastDayText = '';

/** `2026-11-24T05:28:19.000` of milliseconds since the epoch. Rows of one table share days: the day part is kept. */
const isoWithoutZone = (milliseconds: number): string => {
  const day = Math.floor(milliseconds / 86_400_000);
  if (day !== lastDay) {
    lastDay = day;
    lastDayText = new Date(day * 86_400_000).toISOString().slice(0, 10);
  }
  const rest = milliseconds - day * 86_400_000;
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / 60_000) % 60;
  const seconds = Math.floor(rest / 1000) % 60;
  return `${lastDayText}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}.${pad(rest % 1000, 3)}`;
};

/** As the REST API writes it: `2026-11-24T05:28:19.000+0000`. */
export const restDateTime = (milliseconds: number): string => `${isoWithoutZone(milliseconds)}+0000`;

/** As the Bulk API writes it: `2026-11-24T05:28:19.000Z`. */
export const bulkDateTime = (milliseconds: number): string => `${isoWithoutZone(milliseconds)}Z`;

/** Whether the text is a day that exists, 1700 to 4000 as Salesforce allows. */
export const isDate = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1700 || year > 4000) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** Milliseconds since the epoch, or undefined. A date alone is its midnight in UTC, as the API reads it. */
export const parseDateTime = (text: string): number | undefined => {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (match === null || !isDate(match[1] ?? '')) return undefined;
  const zone = (match[3] ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const milliseconds = Date.parse(`${match[1] ?? ''}T${match[2] ?? '00:00'}${zone}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
};
