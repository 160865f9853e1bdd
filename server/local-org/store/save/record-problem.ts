import type { RecordError } from '../../org.ts';

/** What is wrong with one record of a write; the others of the request may still be fine. */
export class RecordProblem extends Error {
  override readonly name = 'RecordProblem';
  readonly statusCode: string;
  readonly fields: readonly string[];

  constructor(statusCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.statusCode = statusCode;
    this.fields = fields;
  }

  get error(): RecordError {
    return { statusCode: this.statusCode, message: this.message, fields: this.fields };
  }
}
