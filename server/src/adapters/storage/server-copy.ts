import type { Connection, Submittable } from 'pg';

/** What the protocol's own words for COPY need of a connection. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * A COPY … FROM STDIN, as `pg` hands queries of others their messages. Its parts are in memory already, so they go out
 * at once; what the server refuses midway it leaves unread by itself.
 */
export class CopyIn implements Submittable {
  readonly done: Promise<number>;
  private readonly statement: string;
  private readonly parts: readonly Uint8Array<ArrayBuffer>[];
  private readonly outcome = Promise.withResolvers<number>();
  private taken = 0;

  constructor(statement: string, parts: readonly Uint8Array<ArrayBuffer>[]) {
    this.statement = statement;
    this.parts = parts;
    this.done = this.outcome.promise;
  }

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (const { buffer, byteOffset, byteLength } of this.parts) {
      connection.sendCopyFromChunk(Buffer.from(buffer, byteOffset, byteLength));
    }
    connection.endCopyFrom();
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.taken = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    this.outcome.resolve(this.taken);
  }

  handleError(error: Error): void {
    this.outcome.reject(error);
  }
}
