import type { Setting } from 'c/forecastData';
import { count, fill } from 'c/taktFormat';
import SAVING from '@salesforce/label/c.Takt_Requests_Saving';
import USED_UP from '@salesforce/label/c.Takt_Requests_Used_Up';

const MINUTE = 60_000;
/** Once every request is refused, the companion can no longer say so: then it is silent instead. */
const SILENT = 5 * MINUTE;
/** What was said of the last 24 hours is no longer true a day later. */
const OUTDATED = 24 * 60 * MINUTE;

/** What to know while the org has few API requests left, or none; undefined where it has plenty. */
export const requestNote = ({ heartbeat, requests }: Setting, now: Date): string | undefined => {
  const { state, used, allowed } = requests;
  if (state === 'Plenty' || heartbeat === undefined) return undefined;
  const age = now.getTime() - new Date(heartbeat).getTime();
  if (age > OUTDATED) return undefined;
  return fill(state === 'Used_Up' || age > SILENT ? USED_UP : SAVING, count(used), count(allowed));
};
