import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** What Salesforce takes in one job. */
export const mostUploadBytes = 150_000_000;

/** Passes on what is allowed and swallows the rest, so that the sender lives to hear why it was refused. */
class Meter extends Transform {
  #left: number;

  constructor(most: number) {
    super();
    this.#left = most;
  }

  get isOver(): boolean {
    return this.#left < 0;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#left -= chunk.length;
    done(null, this.isOver ? undefined : chunk);
  }
}

export interface UploadOptions {
  readonly gzip: boolean;
  readonly most: number;
}

/** Streams a body to a file, unpacked; anything but `saved` leaves no file. */
export const saveUpload = async (
  body: Readable,
  file: string,
  { gzip, most }: UploadOptions,
): Promise<'saved' | 'too-large' | 'unreadable'> => {
  const arrived = `${file}.arrived`;
  const meter = new Meter(most);
  await pipeline(body, meter, createWriteStream(arrived, { mode: 0o600 }));
  if (meter.isOver) {
    await rm(arrived);
    return 'too-large';
  }
  if (!gzip) {
    await rename(arrived, file);
    return 'saved';
  }
  const unpacked = new Meter(most);
  try {
    await pipeline(createReadStream(arrived), createGunzip(), unpacked, createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await rm(file, { force: true });
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return 'unreadable';
    throw error;
  } finally {
    await rm(arrived);
  }
  if (!unpacked.isOver) return 'saved';
  await rm(file);
  return 'too-large';
};
