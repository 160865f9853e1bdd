import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { isNoAccess, reduceErrors } from 'c/taktErrors';
import { isUnanswered } from 'c/taktState';
import type { ImportPerson, ImportTeam } from 'c/quotaImportRules';
import { fiscalYears, type FiscalYear } from './calendar';
import { allNodes, directory, nextPage } from './directory';
import { PEOPLE, SCOPES, SETUP } from './queries';

type Result = GraphQLResult<unknown>;
type State = 'loading' | 'error' | 'no-access' | 'empty' | 'data';

/** What the import screen reads before it can check anything: calendar, plans, everybody, every team. */
export abstract class Reading extends LightningElement {
  protected _setup: Result = {};
  private _people: Result = {};
  private _scopes: Result = {};
  private _peoplePages: readonly unknown[] = [];
  private _scopePages: readonly unknown[] = [];
  private _peopleAfter: string | undefined;
  private _scopesAfter: string | undefined;

  @wire(graphql, { query: SETUP })
  handleSetup(result: Result): void {
    this._setup = result;
    this.check();
  }
  @wire(graphql, { query: PEOPLE, variables: '$peopleVariables' })
  handlePeople(result: Result): void {
    this._people = result;
    if (!result.data) return;
    this._peoplePages = [...this._peoplePages, result.data];
    this._peopleAfter = nextPage(result.data, 'User') ?? this._peopleAfter;
    this.check();
  }
  @wire(graphql, { query: SCOPES, variables: '$scopesVariables' })
  handleScopes(result: Result): void {
    this._scopes = result;
    if (!result.data) return;
    this._scopePages = [...this._scopePages, result.data];
    this._scopesAfter = nextPage(result.data, 'Takt_Scope__c') ?? this._scopesAfter;
    this.check();
  }
  get peopleVariables(): { after: string | null } {
    return { after: this._peopleAfter ?? null };
  }
  get scopesVariables(): { after: string | null } {
    return { after: this._scopesAfter ?? null };
  }

  get errors(): readonly unknown[] {
    return [this._setup.errors, this._people.errors, this._scopes.errors].filter((errors) => errors !== undefined);
  }
  get details(): readonly string[] {
    return reduceErrors(this.errors);
  }
  get isComplete(): boolean {
    const last = (result: Result, object: string): boolean =>
      result.data !== undefined && nextPage(result.data, object) === undefined;
    return this._setup.data !== undefined && last(this._people, 'User') && last(this._scopes, 'Takt_Scope__c');
  }
  get state(): State {
    if (this.errors.length > 0) return isNoAccess(this.errors) ? 'no-access' : 'error';
    if (!this.isComplete) return 'loading';
    return this.years.length === 0 ? 'empty' : 'data';
  }
  get isUnanswered(): boolean {
    return isUnanswered(this.state);
  }
  get isEmpty(): boolean {
    return this.state === 'empty';
  }
  get isData(): boolean {
    return this.state === 'data';
  }

  get years(): readonly FiscalYear[] {
    return fiscalYears(this._setup.data);
  }
  get directory(): { readonly people: readonly ImportPerson[]; readonly teams: readonly ImportTeam[] } {
    return directory(allNodes(this._peoplePages, 'User'), allNodes(this._scopePages, 'Takt_Scope__c'));
  }

  handleRetry(): void {
    void Promise.allSettled([this._setup, this._people, this._scopes].map(async ({ refresh }) => refresh?.()));
  }

  /** More has come: whatever was concluded from less is to be concluded anew. */
  protected abstract check(): void;
}
