import { count, fill } from 'c/taktFormat';
import type { RunState } from 'c/taktRunProgress';
import DONE from '@salesforce/label/c.Takt_Run_Done';
import DONE_ROWS from '@salesforce/label/c.Takt_Run_Done_Rows';
import DONE_SAME from '@salesforce/label/c.Takt_Run_Done_Same';
import FAILED from '@salesforce/label/c.Takt_Run_Failed';
import FAILED_SAFE from '@salesforce/label/c.Takt_Run_Failed_Safe';
import NOT_STARTED from '@salesforce/label/c.Takt_Run_Not_Started';

/** A short word on how something ended. */
export interface Note {
  readonly variant: 'success' | 'error';
  readonly title: string;
  readonly text: string;
  readonly class: string;
  readonly role: 'status' | 'alert';
}

const good = (title: string, text: string): Note => ({
  variant: 'success',
  title,
  text,
  class: 'note good',
  role: 'status',
});
const bad = (title: string, text: string): Note => ({
  variant: 'error',
  title,
  text,
  class: 'note bad',
  role: 'alert',
});

/** How a run ended: what changed, or what happened and what is safe. */
export const runNote = ({ message, status, unchanged, written }: RunState): Note => {
  if (status === 'Failed') return bad(FAILED, [message, FAILED_SAFE].filter(Boolean).join(' '));
  if (written === 0) return good(DONE, DONE_SAME);
  return good(DONE, fill(DONE_ROWS, count(written), count(unchanged)));
};

/** A run that could not even be asked for. */
export const startedBadly = (errors: readonly string[]): Note => bad(NOT_STARTED, errors.join(' '));
