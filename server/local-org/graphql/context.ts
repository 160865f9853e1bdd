import type { Actor, Org } from '../org.ts';
import type { ReadableObject } from '../ui-api/supported-objects.ts';
import type { UserLocale } from '../ui-api/locale.ts';

/** What every resolver of one request works with. */
export interface RequestContext {
  readonly org: Org;
  readonly actor: Actor;
  readonly locale: UserLocale;
  /** Variables as they were sent: coercion forgets the order of an input object's keys. */
  readonly rawVariables: Readonly<Record<string, unknown>>;
}

/** Objects and fields that the person may read, by object name. */
export type Readable = ReadonlyMap<string, ReadableObject>;
