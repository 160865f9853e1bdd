import { api, LightningElement, wire } from 'lwc';
import { gql, graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { reduceErrors } from 'c/taktErrors';
import { fill } from 'c/taktFormat';
import { nodes } from 'c/taktGraphql';
import OLD_STAY from '@salesforce/label/c.Takt_Run_Old_Numbers_Stay';
import LEFT_WAITING from '@salesforce/label/c.Takt_Run_Left_Waiting';
import NOT_FOLLOWED from '@salesforce/label/c.Takt_Run_Not_Followed';
import REQUESTED from '@salesforce/label/c.Takt_Run_Requested';
import WORKING from '@salesforce/label/c.Takt_Run_Working';
import { isLeftWaiting, isOver, runState, waitBefore, type RunState } from './follow';

export type { RunState } from './follow';

const RUN = gql`
  query TaktRun($run: ID) {
    uiapi {
      query {
        Takt_Run__c(first: 1, where: { Id: { eq: $run } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              Status__c {
                value
              }
              Step__c {
                value
              }
              Progress__c {
                value
              }
              Rows_Written__c {
                value
              }
              Rows_Unchanged__c {
                value
              }
              Message__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;

const pause = (milliseconds: number): Promise<void> =>
  // eslint-disable-next-line @lwc/lwc/no-async-operation -- the platform has no push to listen to
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Follows one run and tells its parent how it ended by the event `runend` with a RunState. */
export default class TaktRunProgress extends LightningElement {
  private _runId: string | undefined;
  private _run: RunState | undefined;
  private _result: GraphQLResult<unknown> | undefined;
  private _errors: readonly string[] = [];
  private _looks = 0;
  private _connected = false;
  private _following = false;
  private _ended = false;

  @api get runId(): string | undefined {
    return this._runId;
  }
  set runId(value: string | undefined) {
    this._runId = value;
    this._run = undefined;
    this._looks = 0;
    this._ended = false;
  }

  get query(): GraphQLDocument | undefined {
    return this._runId ? RUN : undefined;
  }
  get variables(): { run: string | undefined } {
    return { run: this._runId };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleRun(result: GraphQLResult<unknown>): void {
    this._result = result;
    this._errors = reduceErrors(result.errors);
    const node = nodes(result.data, 'Takt_Run__c')[0];
    if (node) this._run = runState(node);
    if (this._run && isOver(this._run)) this.end(this._run);
    else if ((result.data ?? result.errors) && !this._following) void this.follow();
  }

  get title(): string {
    return this._run?.status === 'Running' ? fill(WORKING, this._run.name) : REQUESTED;
  }
  get step(): string {
    if (this._errors.length > 0) return NOT_FOLLOWED;
    if (this._run && isLeftWaiting(this._run, this._looks)) return LEFT_WAITING;
    return this._run?.step ?? OLD_STAY;
  }
  get progress(): number {
    return this._run?.progress ?? 0;
  }
  get doneStyle(): string {
    return `width:${this.progress}%`;
  }

  connectedCallback(): void {
    this._connected = true;
  }
  disconnectedCallback(): void {
    this._connected = false;
  }

  /** A refresh that finds nothing new does not reach the wire, so going on hangs on the promise alone. */
  private async follow(): Promise<void> {
    this._following = true;
    await pause(waitBefore(this._looks));
    this._looks += 1;
    await this.look();
    this._following = false;
    if (this._connected && !this._ended) void this.follow();
  }
  private async look(): Promise<void> {
    if (!this._connected || this._ended) return;
    try {
      await this._result?.refresh?.();
    } catch (error) {
      this._errors = reduceErrors(error);
    }
  }
  private end(run: RunState): void {
    if (this._ended) return;
    this._ended = true;
    this.dispatchEvent(new CustomEvent<RunState>('runend', { detail: run }));
  }
}
