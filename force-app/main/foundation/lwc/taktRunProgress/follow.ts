import { number, oneOf, text, type Node } from 'c/taktGraphql';

/** What a run says about itself. */
export interface RunState {
  readonly id: string;
  readonly name: string;
  readonly status: 'Requested' | 'Running' | 'Succeeded' | 'Failed';
  readonly step: string | undefined;
  /** 0 to 100. */
  readonly progress: number | undefined;
  readonly written: number | undefined;
  readonly unchanged: number | undefined;
  readonly message: string | undefined;
}

const STATUSES: readonly RunState['status'][] = ['Requested', 'Running', 'Succeeded', 'Failed'];

/** A run as the screen needs it. A status nobody knows counts as requested: it is at least not over. */
export const runState = (node: Node): RunState => ({
  id: text(node, 'Id') ?? '',
  name: text(node, 'Name') ?? '',
  status: oneOf(node, 'Status__c', STATUSES, 'Requested'),
  step: text(node, 'Step__c'),
  progress: number(node, 'Progress__c'),
  written: number(node, 'Rows_Written__c'),
  unchanged: number(node, 'Rows_Unchanged__c'),
  message: text(node, 'Message__c'),
});

export const isOver = ({ status }: RunState): boolean => status === 'Succeeded' || status === 'Failed';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 5000;

/** Milliseconds to wait before looking again: 1 s at first, half as much more each time, 5 s at most. */
export const waitBefore = (look: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 1.5 ** look);

// By then, looks are 5 s apart: half a minute and nobody has taken the request up.
const PATIENCE = 9;

/** Whether a request has waited so long that the companion service may not be running. */
export const isLeftWaiting = ({ status }: RunState, looks: number): boolean =>
  status === 'Requested' && looks >= PATIENCE;
