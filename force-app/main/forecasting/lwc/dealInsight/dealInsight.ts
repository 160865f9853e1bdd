import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { isNoAccess, reduceErrors } from 'c/taktErrors';
import { age, count, dateTime, fill, longDate } from 'c/taktFormat';
import { asOfOf, dealOf, insightOf, type Deal, type Insight } from './insight';
import { labels } from './labels';
import { INSIGHT } from './query';
import { closeSentence, driverRows, meter, pushesText, whyHeading, type DriverRow, type Meter } from './view';

type State = 'loading' | 'data' | 'closed' | 'waiting' | 'error' | 'no-access';

interface Fact {
  readonly label: string;
  readonly text: string;
  readonly class: string;
}

/** What to expect of a deal: its chance, why, and when it will close, beside what the record says. */
export default class DealInsight extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  readonly labels = labels;

  private _answer: GraphQLResult<unknown> = {};

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(answer: GraphQLResult<unknown>): void {
    this._answer = answer;
  }

  get query(): GraphQLDocument | undefined {
    return this.recordId ? INSIGHT : undefined;
  }
  get variables(): { deal: string | undefined } {
    return { deal: this.recordId };
  }

  get state(): State {
    const { data, errors } = this._answer;
    // Partial data would show "nothing yet" for what may not be seen.
    if (errors && !this.insight) return isNoAccess(errors) ? 'no-access' : 'error';
    if (!data) return 'loading';
    if (this.deal?.isClosed) return 'closed';
    return this.insight ? 'data' : 'waiting';
  }
  get isData(): boolean {
    return this.state === 'data';
  }
  get isClosed(): boolean {
    return this.state === 'closed';
  }
  get isWaiting(): boolean {
    return this.state === 'waiting';
  }
  get details(): readonly string[] {
    return reduceErrors(this._answer.errors);
  }
  get closedText(): string {
    return this.deal?.isWon ? labels.CLOSED_WON : labels.CLOSED_LOST;
  }

  get insight(): Insight | undefined {
    return insightOf(this._answer.data);
  }
  get deal(): Deal | undefined {
    return dealOf(this._answer.data);
  }
  get meter(): Meter | undefined {
    return this.insight && meter(this.insight);
  }
  get meterLabel(): string {
    const { meter: shown } = this;
    return shown ? [`${shown.title}: ${shown.figure}`, shown.usual].filter(Boolean).join(', ') : '';
  }
  get why(): string {
    return this.insight ? whyHeading(this.insight) : '';
  }
  get drivers(): readonly DriverRow[] {
    return driverRows(this.insight?.drivers ?? []);
  }
  get hasDrivers(): boolean {
    return this.drivers.length > 0;
  }
  get facts(): readonly Fact[] {
    const { daysInStage, expectedClose, pushes } = this.insight ?? {};
    const own = this.deal?.closeDate;
    const fact = (label: string, text: string | undefined): Fact => ({
      label,
      text: text ?? labels.NOT_KNOWN,
      class: text === undefined ? 'muted small' : 'known',
    });
    return [
      fact(labels.EXPECTED_CLOSE, expectedClose && longDate(expectedClose)),
      fact(labels.OWN_CLOSE, own && longDate(own)),
      fact(labels.DAYS_IN_STAGE, daysInStage === undefined ? undefined : count(daysInStage)),
      fact(labels.PUSHES, pushesText(pushes)),
    ];
  }
  get closeSentence(): string | undefined {
    return closeSentence(this.deal?.closeDate, this.insight?.expectedClose);
  }
  get freshness(): string {
    const asOf = asOfOf(this._answer.data) ?? this.insight?.changedAsOf;
    const run = this.insight?.run;
    return [asOf && fill(labels.AS_OF, dateTime(asOf), age(asOf, new Date())), run && fill(labels.CHANGED_BY, run)]
      .filter(Boolean)
      .join(', ');
  }

  handleRetry(): void {
    void this._answer.refresh?.();
  }
}
