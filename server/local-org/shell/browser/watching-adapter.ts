import type { Emission, Listener } from '../client/resource.ts';

/** What to watch, told apart by its key. */
export interface Watch<Data> {
  readonly key: string;
  readonly start: (listener: Listener<Data>) => () => void;
}

/**
 * A wire adapter that watches one thing at a time: emits `{ data: undefined, error: undefined }` at first, waits until
 * its parameters are set, changes over when they change, and drops answers to earlier ones.
 */
export abstract class WatchingAdapter<Config, Data> {
  private readonly emit: (emission: Emission<Data>) => void;
  private stop: (() => void) | undefined;
  private key = '';

  constructor(emit: (emission: Emission<Data>) => void) {
    this.emit = emit;
    emit({ data: undefined, error: undefined });
  }

  /** What this configuration asks for; undefined while parameters are missing. */
  protected abstract watching(config: Config): Watch<Data> | undefined;

  connect(): void {
    // The engine calls `update` after connecting.
  }

  update(config: Config): void {
    const watch = this.watching(config);
    if (watch === undefined || watch.key === this.key) return;
    this.disconnect();
    this.key = watch.key;
    this.stop = watch.start((emission) => {
      if (this.key === watch.key) this.emit(emission);
    });
  }

  disconnect(): void {
    this.stop?.();
    this.stop = undefined;
    this.key = '';
  }
}
