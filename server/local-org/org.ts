import type { Schema } from './metadata/schema.ts';

/** An 18-character Salesforce id (15-character ids are accepted at the doors and widened there). */
export type Id = string;

/** A field's value as the REST API shows it: dates `2026-11-24`, date-times `2026-11-24T05:28:19.000+0000`. */
export type FieldValue = string | number | boolean | null;

/**
 * A parent by one of its keys, `{ Field__c: 'key' }`; `attributes` says which kind of parent, where there are several.
 */
export type ParentKey = Readonly<Record<string, FieldValue | Readonly<Record<string, unknown>>>>;

/** A record on its way in: API field names (any case) to values, relationship names to keys of parents. */
export type RecordInput = Readonly<Record<string, FieldValue | ParentKey>>;

/** A record on its way out, as the REST API shows it, with `attributes`, parents as objects and children as pages. */
export interface RecordOutput {
  readonly attributes: { readonly type: string; readonly url?: string };
  readonly [field: string]: unknown;
}

/** Salesforce's error of one record: `statusCode` is the API's error code. */
export interface RecordError {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** Outcome of one record of a write, in the order of the request. */
export interface SaveResult {
  readonly id: Id | null;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly RecordError[];
}

export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  /** Present while there is more; `queryMore` takes it. */
  readonly cursor?: string;
  readonly records: readonly RecordOutput[];
}

/** What a person may see and do, resolved from profile, permission sets and groups. */
export interface Actor {
  readonly userId: Id;
  /** True for the org's own work (seeding, deploys): no sharing, no field-level security. */
  readonly system: boolean;
  readonly permissions: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
  may(action: 'read' | 'create' | 'edit' | 'delete' | 'viewAll' | 'modifyAll', objectName: string): boolean;
  mayField(action: 'read' | 'edit', objectName: string, fieldName: string): boolean;
}

/** The org's own clock: tests and demos start it on a day of their choice. Time within the day goes on. */
export interface OrgClock {
  /** Milliseconds since the epoch, never the same twice. */
  now(): number;
  /** Today in the org's time zone, `2026-11-24`. */
  today(): string;
}

export interface QueryOptions {
  /** Rows per page, 200 to 2,000 (default 2,000). */
  readonly batchSize?: number;
  /** `queryAll`: deleted rows too. */
  readonly includeDeleted?: boolean;
  /** Where the addresses of records begin, `/services/data/v60.0/sobjects`; the newest version's by default. */
  readonly urlPrefix?: string;
}

export interface WriteOptions {
  readonly allOrNone?: boolean;
  /** "Set audit fields": CreatedDate, CreatedById, LastModifiedDate, LastModifiedById may be given. */
  readonly auditFields?: boolean;
  /** The importer brings its own OpportunityHistory: write none on its behalf. */
  readonly withoutHistory?: boolean;
}

/**
 * The org behind every door (REST, Bulk, GraphQL, UI API, shell). All of it is synchronous: node:sqlite is, and one
 * request is one turn. Every door goes through here, so sharing and field-level security hold on all of them.
 * @throws ApiError (errors.ts) with Salesforce's error code for what a whole request did wrong.
 */
export interface Org {
  readonly id: Id;
  readonly clock: OrgClock;
  readonly schema: Schema;
  readonly system: Actor;
  actor(userId: Id): Actor;
  query(actor: Actor, soql: string, options?: QueryOptions): QueryPage;
  queryMore(actor: Actor, cursor: string): QueryPage;
  retrieve(
    actor: Actor,
    objectName: string,
    id: Id,
    fields?: readonly string[],
    options?: Pick<QueryOptions, 'urlPrefix'>,
  ): RecordOutput;
  create(
    actor: Actor,
    objectName: string,
    records: readonly RecordInput[],
    options?: WriteOptions,
  ): readonly SaveResult[];
  /** Each record carries its Id. */
  update(
    actor: Actor,
    objectName: string,
    records: readonly RecordInput[],
    options?: WriteOptions,
  ): readonly SaveResult[];
  upsert(
    actor: Actor,
    objectName: string,
    externalIdField: string,
    records: readonly RecordInput[],
    options?: WriteOptions,
  ): readonly SaveResult[];
  remove(actor: Actor, ids: readonly Id[], options?: WriteOptions): readonly SaveResult[];
  /** All or nothing: an exception rolls everything back. */
  transaction<T>(work: () => T): T;
  close(): void;
}
