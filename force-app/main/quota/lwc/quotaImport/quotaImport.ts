import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { count, dateOf, fill } from 'c/taktFormat';
import { nodes, text } from 'c/taktGraphql';
import { type Delimiter } from 'c/quotaCsv';
import type { CheckedQuotas, DeclaredFormat, ImportCurrency } from 'c/quotaImportRules';
import { yearOf, type FiscalYear } from './calendar';
import { asDelimiter, dateOptions, declaredFormat, delimiterOptions, numberOptions, type Option } from './declared';
import { checkText, openFile, type Opened } from './file';
import { labels } from './labels';
import { leftovers, nextVersion, planCurrency } from './plans';
import { LEFT_ROWS } from './queries';
import { Reading } from './reading';
import { records } from './records';
import { takeAway, writePlan, type Outcome } from './writePlan';

type Result = GraphQLResult<unknown>;

/** Imports a file of quotas as a draft plan: declare, choose, look, import. Nothing is written before it is all right. */
export default class QuotaImport extends Reading {
  readonly labels = labels;
  readonly delimiterOptions = delimiterOptions;
  readonly numberOptions = numberOptions;
  readonly dateOptions = dateOptions;

  private _leftRows: Result = {};
  private _year: string | undefined;
  private _numbers = '';
  private _dates = '';
  private _delimiter: Delimiter = ',';
  private _file: Opened | undefined;
  private _checked: CheckedQuotas | undefined;
  private _problem: string | undefined;
  private _busy = false;
  private _written = 0;
  private _outcome: Outcome | undefined;
  private _removing: string | undefined;

  @wire(graphql, { query: '$leftQuery', variables: '$leftVariables' })
  handleLeftRows(result: Result): void {
    this._leftRows = result;
    if (result.data && this._removing !== undefined && !this._busy) void this.remove(this._removing);
    else if (result.errors) this._removing = undefined;
  }

  get leftQuery(): GraphQLDocument | undefined {
    return this._removing === undefined ? undefined : LEFT_ROWS;
  }
  get leftVariables(): { plan: string | undefined } {
    return { plan: this._removing };
  }

  get year(): FiscalYear | undefined {
    const picked = this.years.find(({ name }) => name === this._year);
    return picked ?? yearOf(this.years, dateOf(new Date().toISOString()));
  }
  get yearName(): string {
    return this.year?.name ?? '';
  }
  get yearOptions(): readonly Option[] {
    return this.years.map(({ name }) => ({ label: name, value: name }));
  }
  get noMonths(): string | undefined {
    return this.year?.months.length === 0 ? fill(labels.NO_MONTHS, this.year.name) : undefined;
  }
  get fileHint(): string {
    return fill(labels.FILE_HINT, count(this.year?.months.length ?? 12));
  }
  get format(): DeclaredFormat | undefined {
    return declaredFormat(this._numbers, this._dates);
  }
  get currencies(): readonly ImportCurrency[] {
    return [planCurrency(this._setup.data)];
  }
  get numbers(): string {
    return this._numbers;
  }
  get dates(): string {
    return this._dates;
  }
  get delimiter(): string {
    return this._delimiter;
  }
  get fileName(): string | undefined {
    return this._file?.name;
  }
  get problem(): string | undefined {
    return this._problem;
  }
  get declareFirst(): boolean {
    return this._file !== undefined && this._problem === undefined && this.format === undefined;
  }
  get checked(): CheckedQuotas | undefined {
    return this._checked;
  }
  get canImport(): boolean {
    return this._checked?.summary.importable === true && !this._busy;
  }
  get cannotImport(): boolean {
    return !this.canImport;
  }
  get importLabel(): string {
    return fill(labels.IMPORT, count(this._checked?.accepted.length ?? 0));
  }
  get busy(): boolean {
    return this._busy;
  }
  get isWriting(): boolean {
    return this._busy && this._removing === undefined;
  }
  get progress(): string {
    return fill(labels.IMPORTING, count(this._written), count(this._checked?.accepted.length ?? 0));
  }
  get planHref(): string | undefined {
    return this._outcome?.ok === true ? `/lightning/r/Takt_Plan__c/${this._outcome.planId}/view` : undefined;
  }
  get refused(): string | undefined {
    if (!this._outcome || this._outcome.ok) return undefined;
    return this._outcome.takenBack ? labels.REFUSED : labels.NOT_TAKEN_BACK;
  }
  get refusals(): readonly { readonly key: number; readonly text: string }[] {
    if (!this._outcome || this._outcome.ok) return [];
    return this._outcome.refusals.map(({ line, name, reasons }, key) => ({
      key,
      text: [line === undefined ? [] : fill(labels.LINE, count(line), name), ...reasons].flat().join(' '),
    }));
  }
  get leftovers(): readonly { readonly id: string; readonly text: string }[] {
    if (this.isWriting) return [];
    return leftovers(this._setup.data).map(({ id, name, since }) => ({ id, text: fill(labels.LEFT, name, since) }));
  }

  handleYear(event: CustomEvent<{ value: string }>): void {
    this._year = event.detail.value;
    this.check();
  }
  handleNumbers(event: CustomEvent<{ value: string }>): void {
    this._numbers = event.detail.value;
    this.check();
  }
  handleDates(event: CustomEvent<{ value: string }>): void {
    this._dates = event.detail.value;
    this.check();
  }
  handleDelimiter(event: CustomEvent<{ value: string }>): void {
    this._delimiter = asDelimiter(event.detail.value);
    this.check();
  }
  async handleFile(event: Event): Promise<void> {
    const file = event.target instanceof HTMLInputElement ? event.target.files?.[0] : undefined;
    if (!file) return;
    this._outcome = undefined;
    this._file = await openFile(file);
    if (this._file.problem === undefined) this._delimiter = this._file.delimiter;
    this.check();
  }
  async handleImport(): Promise<void> {
    const [currency] = this.currencies;
    if (!this._checked || !this.year || !currency || !this.canImport) return;
    this._busy = true;
    this._written = 0;
    const { name } = this.year;
    const plan = { year: name, version: nextVersion(this._setup.data, name), ...currency, currency: currency.code };
    this._outcome = await writePlan(this._checked.accepted, plan, records, (written) => {
      this._written = written;
    });
    this._busy = false;
    if (this._outcome.ok) {
      this._file = undefined;
      this.check();
    }
    await this._setup.refresh?.();
  }
  handleRemove(event: Event): void {
    const id = event.currentTarget instanceof HTMLElement ? event.currentTarget.dataset['id'] : undefined;
    if (!this._busy) this._removing = id;
  }
  private async remove(planId: string): Promise<void> {
    this._busy = true;
    const rows = nodes(this._leftRows.data, 'Takt_Quota__c').flatMap((node) => text(node, 'Id') ?? []);
    await takeAway(planId, rows, records);
    this._busy = false;
    await Promise.allSettled([this._leftRows, this._setup].map(async ({ refresh }) => refresh?.()));
    this._removing = undefined;
  }
  /** Holds the file against the rules as soon as everything that they need is there. */
  protected override check(): void {
    this._checked = undefined;
    this._problem = this._file?.problem;
    const { format, year } = this;
    if (!this._file || this._file.problem !== undefined || !format || !this.isComplete || !year?.months.length) return;
    const result = checkText(this._file.text, this._delimiter, {
      format,
      ...this.directory,
      months: year.months,
      currencies: this.currencies,
    });
    if (result.problem === undefined) this._checked = result.checked;
    else this._problem = result.problem;
  }
}
