import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseXml } from '../../../local-org/metadata/xml.ts';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import type { Actor, Id, RecordInput, SaveResult } from '../../../local-org/org.ts';
import { createOne } from '../support/company.ts';

const messages = (area: string, object: string): ReadonlyMap<string, string> => {
  const folder = path.resolve('force-app/main', area, 'objects', object, 'validationRules');
  const rules = readdirSync(folder).map((file) => parseXml(readFileSync(path.join(folder, file), 'utf8')));
  return new Map(rules.map((rule) => [rule.text('errorMessage') ?? '', rule.text('fullName') ?? '']));
};

/** Writes records of one object and says by name which of its validation rules refuse them. */
export class RuleBook {
  readonly #org: LocalOrg;
  readonly #object: string;
  readonly #names: ReadonlyMap<string, string>;
  readonly #seen = new Set<string>();

  constructor(org: LocalOrg, area: string, object: string) {
    this.#org = org;
    this.#object = object;
    this.#names = messages(area, object);
  }

  /** Names of the broken rules; a refusal of another kind by its status code. Empty: the record was taken. */
  creating(record: RecordInput, actor: Actor = this.#org.system): readonly string[] {
    return this.#broken(this.#org.create(actor, this.#object, [record]));
  }

  /** Names of the rules that a change of a record breaks. */
  changing(Id: Id, change: RecordInput, actor: Actor = this.#org.system): readonly string[] {
    return this.#broken(this.#org.update(actor, this.#object, [{ Id, ...change }]));
  }

  /** A record that has to be taken. */
  make(record: RecordInput): Id {
    return createOne(this.#org, this.#object, record);
  }

  /** Rules that have refused nothing so far. */
  untried(): readonly string[] {
    return [...this.#names.values()].filter((name) => !this.#seen.has(name));
  }

  #broken(results: readonly SaveResult[]): readonly string[] {
    const names = results.flatMap(({ errors }) =>
      errors.map(({ message, statusCode }) => this.#names.get(message) ?? `${statusCode}: ${message}`),
    );
    for (const name of names) this.#seen.add(name);
    return names.toSorted();
  }
}
