import type { Persona } from './draft.ts';

/** A step of the work, for a progress bar: `done` of `total` in whatever the title counts. */
export interface Progress {
  readonly title: string;
  readonly done: number;
  readonly total: number;
}

/** A user worth logging in as. */
export interface DemoUser {
  readonly username: string;
  readonly name: string;
  readonly title: string;
  readonly persona: Persona;
}

/** What an import did, as plain JSON. */
export interface ImportReport {
  readonly title: string;
  readonly folder: string;
  readonly today: string;
  /** Whole fiscal quarters by which dates were moved, with the first and last date after the move. */
  readonly moved: { readonly quarters: number; readonly firstDate: string | null; readonly lastDate: string | null };
  /** Rows written, by object. */
  readonly rows: Readonly<Record<string, number>>;
  /** Wrong spellings put right, and how often each. */
  readonly healed: readonly { readonly what: string; readonly count: number }[];
  /** Columns and files left out knowingly. */
  readonly leftOut: readonly string[];
  readonly assumptions: readonly string[];
  readonly demoUsers: readonly DemoUser[];
}
