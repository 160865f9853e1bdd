/** `syntax`: not a formula. `meaning`: unknown names, wrong types. `evaluation`: no result for this record (`#Error!`). */
export type FormulaErrorKind = 'syntax' | 'meaning' | 'evaluation';

/** What is wrong with a formula, in Salesforce's words (the labels of its open formula engine). */
export class FormulaError extends Error {
  override readonly name = 'FormulaError';
  readonly kind: FormulaErrorKind;
  /** Index of the character the message is about; 0 where it is about the whole formula. */
  readonly position: number;

  constructor(kind: FormulaErrorKind, message: string, position = 0, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.position = position;
  }
}
