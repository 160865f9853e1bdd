import type { Metadata } from '../metadata/load-metadata.ts';
import type { SharingCriterion, SharingRule } from '../metadata/access-metadata.ts';
import type { SchemaRegistry } from '../metadata/registry.ts';
import type { Field, SObject } from '../metadata/schema.ts';
import { isFolded, quoted, storageOf, type SqlValue } from '../store/columns.ts';
import { parseDateTime } from '../store/date-times.ts';
import { toScaled } from '../store/decimals.ts';
import { fold } from '../store/fold.ts';
import { allOf, anyOf, join, raw, sql, type Sql } from '../store/sql.ts';
import { comparable } from '../store/tables.ts';
import type { OrgActor } from './actors.ts';

/** `full` is the owner's, and of those above: sharing never gives it, and deleting or giving away takes it. */
export type AccessLevel = 'read' | 'edit' | 'full';

const operators: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: 'IS NOT',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>=',
};

/** Which records an actor may see or change, as SQL, so that counts and sums obey it too. */
export class RecordAccess {
  readonly #schema: SchemaRegistry;
  readonly #rules: ReadonlyMap<string, readonly SharingRule[]>;
  #aliases = 0;

  constructor(schema: SchemaRegistry, metadata: Metadata) {
    this.#schema = schema;
    this.#rules = Map.groupBy(metadata.sharingRules, (rule) => rule.object);
  }

  /** The condition on `alias`, or undefined when every record is open. */
  condition(actor: OrgActor, object: SObject, alias: string, level: AccessLevel): Sql | undefined {
    if (actor.system || object.access.by === 'everyone' || object.access.by === 'setup') return undefined;
    if (actor.may(level === 'read' ? 'viewAll' : 'modifyAll', object.name)) return undefined;
    if (object.sharingModel === 'ReadWrite' && level !== 'full') return undefined;
    if (object.sharingModel === 'Read' && level === 'read') return undefined;
    if (object.sharingModel === 'ControlledByParent') return this.#throughParent(actor, object, alias, level);
    if (!object.fields.has('ownerid')) return raw('0');
    return anyOf([
      this.#owned(actor, alias),
      ...(this.#rules.get(object.name) ?? []).flatMap((rule) => this.#shared(rule, actor, object, alias, level)),
      ...this.#impliedByDeals(actor, object, alias, level),
    ]);
  }

  /** Own records and those of everybody in a role below: never those of peers. */
  #owned(actor: OrgActor, alias: string): Sql {
    const owner = raw(`${alias}."OwnerId"`);
    if (actor.roleId === null) return sql`${owner} = ${actor.userId}`;
    return sql`${owner} IN (WITH RECURSIVE below(id) AS (
        SELECT "Id" FROM "UserRole" WHERE "ParentRoleId" = ${actor.roleId}
        UNION SELECT r."Id" FROM "UserRole" r JOIN below ON r."ParentRoleId" = below.id)
      SELECT u."Id" FROM "User" u JOIN below ON u."UserRoleId" = below.id WHERE below.id <> ${actor.roleId}
      UNION ALL SELECT ${actor.userId})`;
  }

  #shared(rule: SharingRule, actor: OrgActor, object: SObject, alias: string, level: AccessLevel): readonly Sql[] {
    if (level === 'full' || (level === 'edit' && rule.access !== 'Edit')) return [];
    if (!actor.directory.reaches(rule.sharedTo, actor.userId)) return [];
    if (rule.sharedFrom === undefined) {
      return [allOf(rule.criteria.map((criterion) => this.#criterion(criterion, object, alias)))];
    }
    const owners = actor.directory.ownersIn(rule.sharedFrom);
    if (owners === undefined) return [raw('1')];
    return [
      sql`${raw(`${alias}."OwnerId"`)} IN (${join(
        owners.map((owner) => sql`${owner}`),
        ', ',
      )})`,
    ];
  }

  #criterion(criterion: SharingCriterion, object: SObject, alias: string): Sql {
    const field = object.fields.get(criterion.field.toLowerCase());
    if (field === undefined) return raw('0');
    const column = raw(comparable(alias, field));
    if (criterion.operation === 'contains' || criterion.operation === 'startsWith') {
      const pattern = fold(criterion.value).replace(/[\\%_]/g, '\\$&');
      return sql`${column} LIKE ${`${criterion.operation === 'contains' ? '%' : ''}${pattern}%`} ESCAPE '\\'`;
    }
    const operator = operators[criterion.operation];
    if (operator === undefined) return raw('0');
    // Several values after one another, with commas between, mean any of them.
    const alternatives = criterion.value.split(',').map((text) => criterionValue(field, text.trim()));
    const comparisons = alternatives.map((value) => sql`${column} ${raw(operator)} ${value}`);
    return criterion.operation === 'notEqual' ? allOf(comparisons) : anyOf(comparisons);
  }

  #throughParent(actor: OrgActor, object: SObject, alias: string, level: AccessLevel): Sql {
    const fields = [...object.fields.values()];
    const link = fields.find((field) => field.masterDetail) ?? object.fields.get('accountid');
    const parent = this.#schema.object(link?.referenceTo[0] ?? '');
    if (link === undefined || parent === undefined) return raw('0');
    const parentAlias = this.#freshAlias();
    const parentLevel = levelOfMaster(link, level);
    const parentCondition = this.condition(actor, parent, parentAlias, parentLevel);
    if (parentCondition === undefined) return raw('1');
    const column = raw(`${alias}.${quoted(link.name)}`);
    const from = raw(`${quoted(parent.name)} ${parentAlias}`);
    const open = sql`${column} IN (SELECT ${raw(parentAlias)}."Id" FROM ${from} WHERE ${parentCondition})`;
    if (link.masterDetail) return open;
    return anyOf([open, sql`(${column} IS NULL AND ${this.#owned(actor, alias)})`]);
  }

  /** Who sees a deal sees the account behind it (implicit parent sharing); read only. */
  #impliedByDeals(actor: OrgActor, object: SObject, alias: string, level: AccessLevel): readonly Sql[] {
    const deals = this.#schema.object('Opportunity');
    if (object.name !== 'Account' || level !== 'read' || deals === undefined) return [];
    if (!actor.may('read', deals.name)) return [];
    const dealAlias = this.#freshAlias();
    const condition = this.condition(actor, deals, dealAlias, 'read') ?? raw('1');
    const from = raw(`"Opportunity" ${dealAlias}`);
    const account = raw(`${dealAlias}."AccountId"`);
    return [sql`${raw(alias)}."Id" IN (SELECT ${account} FROM ${from} WHERE ${condition})`];
  }

  #freshAlias(): string {
    // Aliases are short and come back: equal questions give equal SQL, which keeps its prepared statement.
    this.#aliases = (this.#aliases + 1) % 4;
    return `access${this.#aliases}`;
  }
}

/** What it takes of a master to have a level of its detail: to write a detail, deletion too, is to edit the master. */
const levelOfMaster = (link: Field, level: AccessLevel): AccessLevel => {
  if (link.writeRequiresMasterRead) return 'read';
  return link.masterDetail && level === 'full' ? 'edit' : level;
};

const criterionValue = (field: Field, text: string): SqlValue => {
  switch (storageOf(field)) {
    case 'flag':
      return text.toLowerCase() === 'true' || text === '1' ? 1 : 0;
    case 'whole':
      return Number(text);
    case 'scaled':
      return toScaled(text, field.scale);
    case 'instant':
      return parseDateTime(text) ?? null;
    case 'day':
      return text;
    case 'text':
      if (text === '') return null;
      return isFolded(field) ? fold(text) : text;
  }
};
