import type { SObject } from '../metadata/schema.ts';
import type { RecordError } from '../org.ts';

/** One reason, as the `output` of a refused write lists it. */
export interface OutputError {
  readonly constituentField: null;
  readonly duplicateRecordError: null;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

/** The body of a refused write. */
export interface RecordErrorBody {
  readonly enhancedErrorType: 'RecordError';
  readonly message: string;
  readonly output: {
    readonly errors: readonly OutputError[];
    readonly fieldErrors: Readonly<Record<string, readonly OutputError[]>>;
  };
  readonly statusCode: 400;
}

const outputError = (error: RecordError, object: SObject, fieldName: string | null): OutputError => ({
  constituentField: null,
  duplicateRecordError: null,
  errorCode: error.statusCode,
  field: fieldName,
  fieldLabel: fieldName === null ? null : (object.fields.get(fieldName.toLowerCase())?.label ?? fieldName),
  message: error.message,
});

/** The org refused a record: why, field by field, as `lightning/uiRecordApi` hands it to components. */
export class RecordSaveError extends Error {
  override readonly name = 'RecordSaveError';
  readonly body: RecordErrorBody;

  constructor(object: SObject, operation: 'create' | 'update', errors: readonly RecordError[]) {
    const message = `An error occurred while trying to ${operation} the record. Please try again.`;
    super(message);
    const fieldErrors: Record<string, OutputError[]> = {};
    const general: OutputError[] = [];
    for (const error of errors) {
      if (error.fields.length === 0) general.push(outputError(error, object, null));
      for (const field of error.fields) (fieldErrors[field] ??= []).push(outputError(error, object, field));
    }
    this.body = {
      enhancedErrorType: 'RecordError',
      message,
      output: { errors: general, fieldErrors },
      statusCode: 400,
    };
  }
}
