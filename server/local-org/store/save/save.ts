import { ApiError } from '../../errors.ts';
import type { Id, RecordError, RecordInput, SaveResult, WriteOptions } from '../../org.ts';
import type { OrgActor } from '../../security/actors.ts';
import type { Change } from '../behaviours/behaviour.ts';
import { behaviours } from '../behaviours/index.ts';
import type { Row } from '../columns.ts';
import { currencyErrors, fillCurrency } from '../currencies.ts';
import { noteWrite, type Kernel } from '../kernel.ts';
import { toId18 } from '../ids.ts';
import { rowLocks } from '../row-locks.ts';
import type { Table } from '../tables.ts';
import { duplicates, inactiveOwner, missingFields, ReferenceCheck } from './checks.ts';
import { applyDefaults } from './default-values.ts';
import { findForEdit, mayTransfer } from './find-record.ts';
import { readInput } from './read-input.ts';
import { RecordProblem } from './record-problem.ts';
import { brokenRules } from './validation-rules.ts';

/** One request's write of records of one object: what was done so far. */
interface Batch {
  readonly kernel: Kernel;
  readonly actor: OrgActor;
  readonly table: Table;
  readonly options: WriteOptions;
  readonly now: number;
  readonly references: ReferenceCheck;
  readonly changes: Change[];
}

const failed = (errors: readonly RecordError[], id: Id | null = null): SaveResult => ({ id, success: false, errors });
const done = (id: Id, created: boolean): SaveResult => ({ id, success: true, created, errors: [] });

const derive = (batch: Batch, change: Change): readonly RecordError[] => {
  try {
    behaviours.get(batch.table.object.name)?.beforeSave?.(batch.kernel, change);
    return [];
  } catch (error) {
    if (!(error instanceof RecordProblem)) throw error;
    return [error.error];
  }
};

/** Validation rules see records that have all they need. */
const fieldAndRuleErrors = (batch: Batch, { row, before }: Change): readonly RecordError[] => {
  const { kernel, actor, table, options, now } = batch;
  const missing = [...missingFields(table.object, row), ...currencyErrors(kernel, table.object, row, before)];
  // A quiet load brings records with their past, which were right when they were written.
  const quiet = options.auditFields === true && options.withoutHistory === true;
  return missing.length > 0 || quiet ? missing : brokenRules(kernel, actor, table.object, now, row, before);
};

/** What a person may not point a record to; the org's own loads bring the owners of the past. */
const referenceErrors = (batch: Batch, row: Row, names: Iterable<string>): readonly RecordError[] => {
  const { kernel, actor, table, references } = batch;
  const given = [...names];
  return [
    ...references.errors(table.object, row, given),
    ...(actor.system ? [] : inactiveOwner(kernel, table.object, row, given)),
  ];
};

/** While another transaction holds the row. */
const lockErrors = ({ kernel, table, options }: Batch, row: Row, key: string): readonly RecordError[] =>
  options.auditFields === true ? [] : rowLocks(kernel.database).errors(table.object.name, key, row);

/** A share of a record is not enough to give the record away. */
const transferErrors = ({ kernel, actor, table }: Batch, { row, before }: Change): readonly RecordError[] => {
  if (before === undefined || row['OwnerId'] === before['OwnerId']) return [];
  if (mayTransfer(kernel, actor, table, String(row['Id']))) return [];
  return [
    {
      statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
      message: 'insufficient access rights on object id',
      fields: [],
    },
  ];
};

const stamp = (batch: Batch, row: Row, inserting: boolean): void => {
  const { now, actor, table } = batch;
  const { fields } = table.object;
  const chosen = batch.options.auditFields === true;
  if (inserting) {
    if (fields.has('createddate') && !(chosen && typeof row['CreatedDate'] === 'number')) row['CreatedDate'] = now;
    if (fields.has('createdbyid') && !(chosen && typeof row['CreatedById'] === 'string')) {
      row['CreatedById'] = actor.userId;
    }
  }
  const keeps = chosen && inserting;
  if (fields.has('lastmodifieddate') && !(keeps && typeof row['LastModifiedDate'] === 'number')) {
    row['LastModifiedDate'] = keeps ? (row['CreatedDate'] ?? now) : now;
  }
  if (fields.has('lastmodifiedbyid') && !(keeps && typeof row['LastModifiedById'] === 'string')) {
    row['LastModifiedById'] = keeps ? (row['CreatedById'] ?? actor.userId) : actor.userId;
  }
  if (fields.has('systemmodstamp')) row['SystemModstamp'] = now;
};

const insertOne = (batch: Batch, record: RecordInput): SaveResult => {
  const { kernel, table, actor } = batch;
  const { object } = table;
  const { values: row, errors } = readInput(kernel, actor, table, record, true, batch.options);
  if (errors.length > 0) return failed(errors);
  const given = new Set(Object.keys(row));
  if (!actor.system || (row['Id'] ?? null) === null) row['Id'] = kernel.sequences.nextId(object);
  applyDefaults(object, row, batch.now);
  fillCurrency(kernel, actor, object, row);
  if (object.fields.has('ownerid')) row['OwnerId'] ??= actor.userId;
  for (const field of object.fields.values()) {
    if (field.autoNumber !== undefined && (row[field.name] ?? null) === null) {
      row[field.name] = kernel.sequences.nextAutoNumber(object, field.name, field.autoNumber);
    }
  }
  stamp(batch, row, true);
  const change: Change = { row, given, options: batch.options, system: actor.system };
  const problems = derive(batch, change);
  if (problems.length > 0) return failed(problems);
  const wrong = [
    ...lockErrors(batch, row, String(row['External_Key__c'] ?? row['Name'] ?? '')),
    ...fieldAndRuleErrors(batch, change),
    ...referenceErrors(batch, row, given),
    ...duplicates(kernel, table, row),
  ];
  if (wrong.length > 0) return failed(wrong);
  kernel.database.run(table.insertSql, table.insertValues(row));
  batch.changes.push(change);
  return done(String(row['Id']), true);
};

const updateOne = (batch: Batch, record: RecordInput): SaveResult => {
  const { kernel, table, actor } = batch;
  const [, rawId = null] = Object.entries(record).find(([name]) => name.toLowerCase() === 'id') ?? [];
  const id = typeof rawId === 'string' ? toId18(rawId) : undefined;
  if (id === undefined) {
    const message =
      rawId === null ? 'Id not specified in an update call' : `malformed id ${typeof rawId === 'string' ? rawId : ''}`;
    return failed([{ statusCode: rawId === null ? 'MISSING_ARGUMENT' : 'MALFORMED_ID', message, fields: ['Id'] }]);
  }
  const before = findForEdit(kernel, actor, table, id);
  if (before instanceof RecordProblem) return failed([before.error], id);
  const { values, errors } = readInput(kernel, actor, table, record, false, batch.options);
  if (errors.length > 0) return failed(errors, id);
  const row: Row = { ...before, ...values };
  const given = new Set(Object.keys(values));
  stamp(batch, row, false);
  const change: Change = { row, before, given, options: batch.options, system: actor.system };
  const problems = derive(batch, change);
  if (problems.length > 0) return failed(problems, id);
  const changed = Object.keys(row).filter((name) => row[name] !== before[name]);
  const wrong = [
    ...lockErrors(batch, row, id),
    ...fieldAndRuleErrors(batch, change),
    ...referenceErrors(batch, row, changed),
    ...transferErrors(batch, change),
    ...(changed.some((name) => table.object.fields.get(name.toLowerCase())?.unique === true)
      ? duplicates(kernel, table, row)
      : []),
  ];
  if (wrong.length > 0) return failed(wrong, id);
  if (changed.length > 0) kernel.database.run(table.updateSql(changed), table.updateValues(row, changed));
  batch.changes.push(change);
  return done(id, false);
};

/** Raised to undo an all-or-none request; it never leaves this file. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

const rolledBack: RecordError = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

/** Runs one request's records, then what Salesforce does after a save; all of it in one transaction. */
const writeBatch = (
  kernel: Kernel,
  actor: OrgActor,
  table: Table,
  options: WriteOptions,
  work: (batch: Batch) => readonly SaveResult[],
): readonly SaveResult[] => {
  let results: readonly SaveResult[] = [];
  const batch: Batch = {
    kernel,
    actor,
    table,
    options,
    now: kernel.clock.now(),
    references: new ReferenceCheck(kernel, actor),
    changes: [],
  };
  try {
    kernel.database.transaction(() => {
      results = work(batch);
      if (options.allOrNone === true && results.some((result) => !result.success)) throw new RolledBack();
      behaviours.get(table.object.name)?.afterSave?.(kernel, batch.changes);
      kernel.sequences.save();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return results.map((result) => (result.success ? failed([rolledBack]) : result));
  }
  if (batch.changes.length > 0) noteWrite(kernel, table.object.name);
  return results;
};

const mayCreate = (actor: OrgActor, objectName: string): void => {
  if (actor.may('create', objectName)) return;
  throw new ApiError(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${objectName}`);
};

/** Inserts records; each has its result. @throws ApiError when the actor may create none of them. */
export const insertRecords = (
  kernel: Kernel,
  actor: OrgActor,
  table: Table,
  records: readonly RecordInput[],
  options: WriteOptions,
): readonly SaveResult[] => {
  mayCreate(actor, table.object.name);
  return writeBatch(kernel, actor, table, options, (batch) => records.map((record) => insertOne(batch, record)));
};

export const updateRecords = (
  kernel: Kernel,
  actor: OrgActor,
  table: Table,
  records: readonly RecordInput[],
  options: WriteOptions,
): readonly SaveResult[] =>
  writeBatch(kernel, actor, table, options, (batch) => records.map((record) => updateOne(batch, record)));

/** Inserts or updates by what `find` says of each record: an id, a problem, or undefined for a new one. */
export const upsertRecords = (
  kernel: Kernel,
  actor: OrgActor,
  table: Table,
  records: readonly RecordInput[],
  options: WriteOptions,
  find: (record: RecordInput) => Id | RecordProblem | undefined,
): readonly SaveResult[] =>
  writeBatch(kernel, actor, table, options, (batch) =>
    records.map((record) => {
      const found = find(record);
      if (found instanceof RecordProblem) return failed([found.error]);
      if (found !== undefined) return updateOne(batch, { ...record, Id: found });
      mayCreate(actor, table.object.name);
      return insertOne(batch, record);
    }),
  );
