import type { ResultKind } from './result-rows.ts';

/** Something that a person has to look at, shown where administrators look. */
export interface DataIssue {
  /** Unique for good: the same trouble with the same row has the same key. */
  readonly key: string;
  readonly rule: string;
  readonly kind: ResultKind;
  /** Of the result row that it is about. */
  readonly rowKey: string;
  /** The row's name, for people. */
  readonly subject: string;
  readonly description: string;
  readonly fix: string;
}

/** Issues as the CRM keeps them. Every method throws CrmFailure. */
export interface DataIssues {
  /** What the open issues of a rule say, by key. */
  open(rule: string): Promise<ReadonlyMap<string, string>>;
  /** Opens issues, or writes them anew. @returns why some were not taken. */
  raise(issues: readonly DataIssue[], runId: string, today: string): Promise<readonly string[]>;
  resolve(keys: readonly string[], today: string): Promise<readonly string[]>;
}
