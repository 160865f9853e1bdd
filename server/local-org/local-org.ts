import { ApiError } from './errors.ts';
import type {
  Actor,
  Id,
  Org,
  OrgClock,
  QueryOptions,
  QueryPage,
  RecordInput,
  RecordOutput,
  SaveResult,
  WriteOptions,
} from './org.ts';
import type { PackageContents } from './metadata/package/component.ts';
import type { Schema } from './metadata/schema.ts';
import { unsupportedMetadata } from './metadata/unsupported.ts';
import type { OrgActor } from './security/actors.ts';
import { Cursors } from './soql/cursors.ts';
import { queryColumns, type QueryColumns } from './soql/query-columns.ts';
import { runQuery } from './soql/run-query.ts';
import { userRecordAccess } from './soql/user-record-access.ts';
import { automatedProcessId } from './store/bootstrap.ts';
import type { Kernel } from './store/kernel.ts';
import { removeRecords } from './store/save/remove.ts';
import { retrieveRecord } from './store/save/retrieve.ts';
import { insertRecords, updateRecords, upsertRecords } from './store/save/save.ts';
import { upsertFinder } from './store/save/upsert-key.ts';
import type { Table } from './store/tables.ts';

export const defaultUrlPrefix = '/services/data/v67.0/sobjects';

/** The org behind every door; see `Org`. */
export class LocalOrg implements Org {
  #kernel: Kernel;
  #contents: PackageContents;
  /** The package of the folder that the org was opened on; empty where there is none. */
  readonly folder: PackageContents;
  readonly #cursors = new Cursors();

  constructor(kernel: Kernel, folder: PackageContents, contents: PackageContents) {
    this.#kernel = kernel;
    this.folder = folder;
    this.#contents = contents;
    kernel.database.onRollback(() => {
      this.#kernel.actors.forget();
    });
  }

  /** Asked for anew by every request: a deploy puts another one in its place. */
  get kernel(): Kernel {
    return this.#kernel;
  }

  /** The components that the org consists of, those of its folder and those deployed. */
  get contents(): PackageContents {
    return this.#contents;
  }

  /** What the package has and the local org does not do yet, one sentence each. */
  get unsupported(): readonly string[] {
    return unsupportedMetadata(this.#kernel.schema.objects);
  }

  /**
   * From the next request on the org is what `kernel` says. Open cursors, sessions and jobs go on with what they began
   * with. The kernel's tables are there already.
   */
  adopt(kernel: Kernel, contents: PackageContents): void {
    this.#kernel = kernel;
    this.#contents = contents;
    kernel.memory.forget();
    kernel.actors.forget();
  }

  get id(): Id {
    return this.kernel.organizationId;
  }

  get clock(): OrgClock {
    return this.kernel.clock;
  }

  get schema(): Schema {
    return this.kernel.schema;
  }

  get system(): OrgActor {
    return this.kernel.actors.system(automatedProcessId);
  }

  actor(userId: Id): OrgActor {
    return this.kernel.actors.resolve(userId);
  }

  /** An actor as the rooms inside know it: looked up anew, so that rights are never older than the request. */
  #inside(actor: Actor): OrgActor {
    return actor.system ? this.system : this.kernel.actors.resolve(actor.userId);
  }

  #table(actor: Actor, objectName: string): Table {
    const object = this.kernel.schema.object(objectName);
    const table = object === undefined ? undefined : this.kernel.tables.get(object.name);
    if (table === undefined || !this.#inside(actor).may('read', table.object.name)) {
      throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    return table;
  }

  query(actor: Actor, soql: string, options: QueryOptions = {}): QueryPage {
    const prefix = options.urlPrefix ?? defaultUrlPrefix;
    const asking = this.#inside(actor);
    return (
      userRecordAccess(this.kernel, asking, soql) ?? runQuery(this.kernel, this.#cursors, asking, soql, options, prefix)
    );
  }

  /** What a query would answer, without its rows. @throws ApiError as the query itself would */
  queryColumns(actor: Actor, soql: string): QueryColumns {
    return queryColumns(this.kernel, this.#inside(actor), soql);
  }

  queryMore(actor: Actor, cursor: string): QueryPage {
    return this.#cursors.next(actor, cursor);
  }

  /** Cursors that were given so far lead nowhere. */
  forgetCursors(): void {
    this.#cursors.clear();
  }

  retrieve(
    actor: Actor,
    objectName: string,
    id: Id,
    fields?: readonly string[],
    options: QueryOptions = {},
  ): RecordOutput {
    const table = this.#table(actor, objectName);
    return retrieveRecord(this.kernel, this.#inside(actor), table, id, fields, options.urlPrefix ?? defaultUrlPrefix);
  }

  create(
    actor: Actor,
    objectName: string,
    records: readonly RecordInput[],
    options: WriteOptions = {},
  ): readonly SaveResult[] {
    return insertRecords(this.kernel, this.#inside(actor), this.#table(actor, objectName), records, options);
  }

  update(
    actor: Actor,
    objectName: string,
    records: readonly RecordInput[],
    options: WriteOptions = {},
  ): readonly SaveResult[] {
    return updateRecords(this.kernel, this.#inside(actor), this.#table(actor, objectName), records, options);
  }

  upsert(
    actor: Actor,
    objectName: string,
    externalIdField: string,
    records: readonly RecordInput[],
    options: WriteOptions = {},
  ): readonly SaveResult[] {
    const table = this.#table(actor, objectName);
    const find = upsertFinder(this.kernel, table, externalIdField);
    return upsertRecords(this.kernel, this.#inside(actor), table, records, options, find);
  }

  remove(actor: Actor, ids: readonly Id[], options: WriteOptions = {}): readonly SaveResult[] {
    return removeRecords(this.kernel, this.#inside(actor), ids, options);
  }

  transaction<T>(work: () => T): T {
    return this.kernel.database.transaction(work);
  }

  close(): void {
    this.kernel.database.close();
  }
}
