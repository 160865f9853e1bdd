import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync, type ReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const chunkSize = 1 << 20;

/** The lines of one job's result in a file, with where each begins: a page is a slice, however large the whole. */
export class Spool {
  readonly #folder: string;
  readonly #file: string;
  readonly #descriptor: number;
  /** `#starts[n]` is where line n begins; one more than there are lines. */
  #starts = new Float64Array(1024);
  #waiting = '';
  #bytes = 0;
  count = 0;

  constructor() {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'takt-local-org-'));
    this.#file = path.join(this.#folder, 'result.csv');
    this.#descriptor = openSync(this.#file, 'w', 0o600);
  }

  add(line: string): void {
    this.#waiting += line;
    this.#bytes += Buffer.byteLength(line);
    this.count += 1;
    if (this.count >= this.#starts.length) {
      const larger = new Float64Array(this.#starts.length * 2);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    this.#starts[this.count] = this.#bytes;
    if (this.#waiting.length >= chunkSize) this.#flush();
  }

  #flush(): void {
    if (this.#waiting === '') return;
    const bytes = Buffer.from(this.#waiting);
    for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
    this.#waiting = '';
  }

  /** No more lines come. */
  finish(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  /** Lines `from` up to, not including, `to`; undefined when there are none. */
  read(from: number, to: number): ReadStream | undefined {
    const start = this.#starts[from] ?? 0;
    const end = this.#starts[Math.min(to, this.count)] ?? 0;
    return end <= start ? undefined : createReadStream(this.#file, { start, end: end - 1 });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
