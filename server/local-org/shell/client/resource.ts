import { deepFreeze } from './deep-freeze.ts';

/** What a wire emits: nothing yet, data, or an error. */
export interface Emission<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
}

export type Listener<Data> = (emission: Emission<Data>) => void;

/**
 * One answer of the org that any number of wires watch. Listeners hear of it when it changed, not whenever it was
 * asked for again; an answer that a later question has overtaken is dropped.
 */
export class Resource<Data> {
  private readonly fetchData: () => Promise<Data>;
  private readonly listeners = new Set<Listener<Data>>();
  private emission: Emission<Data> | undefined;
  private emitted = '';
  private question = 0;
  private pending: Promise<void> | undefined;

  constructor(fetchData: () => Promise<Data>) {
    this.fetchData = fetchData;
  }

  /** The latest data, undefined before the first and after an error. */
  get data(): Data | undefined {
    return this.emission?.data;
  }

  get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  /** Hears the present answer at once if there is one; asks for it otherwise. Call the result to stop. */
  watch(listener: Listener<Data>): () => void {
    this.listeners.add(listener);
    if (this.emission !== undefined) listener(this.emission);
    else if (this.pending === undefined) void this.refresh();
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Asks again. Resolves when listeners have heard what came, be it an error. */
  async refresh(): Promise<void> {
    this.question += 1;
    const asked = this.question;
    this.pending = this.ask().then((emission) => {
      if (asked === this.question) this.emit(emission);
    });
    await this.pending;
    // Who asked earlier is told when the latest answer is there.
    if (asked !== this.question) await this.pending;
  }

  private async ask(): Promise<Emission<Data>> {
    try {
      return { data: deepFreeze(await this.fetchData()), error: undefined };
    } catch (error) {
      return { data: undefined, error: deepFreeze(error) };
    }
  }

  private emit(emission: Emission<Data>): void {
    const content = JSON.stringify([emission.data, emission.error]);
    if (content === this.emitted) return;
    this.emitted = content;
    this.emission = emission;
    for (const listener of [...this.listeners]) listener(emission);
  }
}

/** Resources by their question, shared while somebody watches. */
export class ResourceCache<Data> {
  private readonly resources = new Map<string, Resource<Data>>();

  /** Watches the answer to a question. The result stops watching. */
  watch(
    key: string,
    fetchData: () => Promise<Data>,
    listener: Listener<Data>,
  ): { resource: Resource<Data>; stop: () => void } {
    const resource = this.resources.get(key) ?? new Resource(fetchData);
    this.resources.set(key, resource);
    const unwatch = resource.watch(listener);
    const stop = (): void => {
      unwatch();
      if (!resource.isWatched && this.resources.get(key) === resource) this.resources.delete(key);
    };
    return { resource, stop };
  }

  /** Asks again for every watched answer that the condition picks. */
  async refreshWhere(matches: (data: Data | undefined, key: string) => boolean): Promise<void> {
    const stale = [...this.resources].filter(([key, resource]) => matches(resource.data, key));
    await Promise.all(stale.map(([, resource]) => resource.refresh()));
  }
}
