import { api, LightningElement } from 'lwc';
import { count, fill } from 'c/taktFormat';
import type { CheckedQuotas, ImportCurrency } from 'c/quotaImportRules';
import { labels } from './labels';
import { differences, errorsHref, findingList, totals, type DifferenceRow, type FindingList } from './view';

/** What a quota file would bring, and everything that is wrong with it, by line and column. */
export default class QuotaImportPreview extends LightningElement {
  readonly labels = labels;
  @api checked: CheckedQuotas | undefined;
  /** The plan's own first. */
  @api currencies: readonly ImportCurrency[] = [];

  get counts(): string {
    const { lines = 0, people = 0, teams = 0 } = this.checked?.summary ?? {};
    return fill(labels.PREVIEW_COUNTS, count(lines), count(people), count(teams));
  }
  get totals(): readonly { readonly key: number; readonly text: string }[] {
    return this.checked ? totals(this.checked, this.currencies).map((text, key) => ({ key, text })) : [];
  }
  get differences(): readonly DifferenceRow[] {
    return this.checked ? differences(this.checked, this.currencies) : [];
  }
  get hasDifferences(): boolean {
    return this.differences.length > 0;
  }
  get errors(): FindingList | undefined {
    return this.checked && findingList(labels.ERRORS, this.checked.errors, this.checked.summary.errors);
  }
  get warnings(): FindingList | undefined {
    return this.checked && findingList(labels.WARNINGS, this.checked.warnings, this.checked.summary.warnings);
  }
  get importable(): boolean {
    return this.checked?.summary.importable === true;
  }
  get errorsHref(): string {
    return errorsHref(this.checked?.errors ?? []);
  }
}
