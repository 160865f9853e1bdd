import type { SaveResult } from '../../org.ts';
import type { CsvForm } from '../csv.ts';
import { Spool } from '../spool.ts';
import type { Column } from './header.ts';
import { resultKinds, type IngestResults, type ResultKind } from './ingest-job.ts';
import { errorText } from './rows.ts';

/** What stands before the columns that were sent. */
const ownColumns: Readonly<Record<ResultKind, readonly string[]>> = {
  successful: ['sf__Id', 'sf__Created'],
  failed: ['sf__Id', 'sf__Error'],
  unprocessed: [],
};

const line = (form: CsvForm, values: readonly string[]): string =>
  values.map((value) => `"${value.replaceAll('"', '""')}"`).join(form.delimiter) + form.lineEnding;

/** Writes each row where it belongs, with its columns as they were sent. */
export class ResultWriter {
  readonly results: IngestResults = { successful: new Spool(), failed: new Spool(), unprocessed: new Spool() };
  readonly #form: CsvForm;
  #width = 0;

  constructor(form: CsvForm) {
    this.#form = form;
  }

  /** Before the first row; an upload without a header has none of its own. */
  header(names: readonly string[]): void {
    this.#width = names.length;
    for (const kind of resultKinds) {
      const all = [...ownColumns[kind], ...names];
      if (all.length > 0) this.results[kind].add(line(this.#form, all));
    }
  }

  /** A row as wide as the header: a client's reader would stumble over any other. */
  #asWide(values: readonly string[]): readonly string[] {
    return Array.from({ length: this.#width }, (_, index) => values[index] ?? '');
  }

  saved(values: readonly string[], { id, created }: SaveResult): void {
    this.results.successful.add(line(this.#form, [id ?? '', String(created === true), ...values]));
  }

  refused(values: readonly string[], { id, errors }: SaveResult, columns: readonly Column[]): void {
    this.results.failed.add(line(this.#form, [id ?? '', errorText(errors, columns, values), ...this.#asWide(values)]));
  }

  untouched(values: readonly string[]): void {
    this.results.unprocessed.add(line(this.#form, this.#asWide(values)));
  }

  finish(): void {
    for (const kind of resultKinds) this.results[kind].finish();
  }
}
