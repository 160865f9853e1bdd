import type { Id, RecordInput } from '../../../../local-org/org.ts';
import type { Session } from './world.ts';

/** What came of a request: whether it was done, and all that was said about it. */
export interface Outcome {
  readonly done: boolean;
  readonly said: string;
}

export interface ReadRequest {
  readonly object: string;
  readonly id: Id;
  readonly fields: readonly string[];
}

export interface WriteRequest {
  readonly object: string;
  /** Missing on a new record. */
  readonly id?: Id;
  readonly record: RecordInput;
}

/** A way in. Each method gives an outcome for every request, in their order. */
export interface Door {
  readonly name: string;
  read(session: Session, requests: readonly ReadRequest[]): Promise<readonly Outcome[]>;
  /** The objects that the door lists or describes, where it does. */
  listed?(session: Session): Promise<readonly string[]>;
  create?(session: Session, requests: readonly WriteRequest[]): Promise<readonly Outcome[]>;
  edit?(session: Session, requests: readonly WriteRequest[]): Promise<readonly Outcome[]>;
  remove?(session: Session, requests: readonly WriteRequest[]): Promise<readonly Outcome[]>;
}

export const outcome = (done: boolean, body: unknown): Outcome => ({ done, said: done ? '' : JSON.stringify(body) });

/** Runs requests a few at a time. */
export const each = async <T>(
  requests: readonly T[],
  work: (request: T) => Promise<Outcome>,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < requests.length; from += 8) {
    outcomes.push(...(await Promise.all(requests.slice(from, from + 8).map(work))));
  }
  return outcomes;
};
