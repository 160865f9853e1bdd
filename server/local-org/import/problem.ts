/** One thing that is wrong with the input, with the place and what to do about it. */
export interface Problem {
  readonly file: string;
  /** Line on which the record starts, counted from 1 as an editor counts. */
  readonly line?: number;
  readonly column?: string;
  readonly reason: string;
  readonly remedy: string;
}

/** `accounts.csv:12 revenue: "x" is not a number. Write it as 1234.50.` */
export const describeProblem = ({ file, line, column, reason, remedy }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : ` ${column}`}: ${reason}. ${remedy}`;

/** The input was refused; nothing of it was kept. `problems` names all of it at once. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`Nothing was imported from ${folder}: ${count}.`);
    this.problems = problems;
  }

  /** One sentence a problem, as shown to people. */
  get lines(): readonly string[] {
    return this.problems.map(describeProblem);
  }
}

/** Collects what is wrong, so that everything is told at once. */
export class ProblemList {
  private readonly found: Problem[] = [];

  add(problem: Problem): void {
    this.found.push(problem);
  }

  get count(): number {
    return this.found.length;
  }

  /** @throws ImportError when anything was found, sorted by file and line. */
  throwIfAny(folder: string): void {
    if (this.found.length === 0) return;
    throw new ImportError(
      folder,
      this.found.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0)),
    );
  }
}
