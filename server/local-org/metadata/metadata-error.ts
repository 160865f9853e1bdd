import type { Problem } from './package/component.ts';

/** The package cannot be taken in: one line per file and reason. */
export class MetadataError extends Error {
  override readonly name = 'MetadataError';
  readonly problems: readonly string[];
  /** The same, each with the component that it is about. */
  readonly details: readonly Problem[];

  constructor(problems: readonly string[], details: readonly Problem[] = []) {
    super(`The package's metadata cannot be used:\n${problems.join('\n')}`);
    this.problems = problems;
    this.details = details;
  }
}
