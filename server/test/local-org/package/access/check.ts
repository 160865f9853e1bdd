import type { LocalOrg } from '../../../../local-org/local-org.ts';
import type { Field } from '../../../../local-org/metadata/schema.ts';
import type { RecordInput } from '../../../../local-org/org.ts';
import type { Door, Outcome, ReadRequest, WriteRequest } from './door.ts';
import type { FieldFacts, Matrix, Persona } from './matrix.ts';
import { valueFor } from './rows.ts';
import { editedFirst } from './samples.ts';
import type { Session } from './world.ts';

/** How the platform says that there is no such object for the person, or nothing of it. */
const noObject =
  /NOT_FOUND|INVALID_TYPE|"INSUFFICIENT_ACCESS"|INVALID_CROSS_REFERENCE_KEY|Unable to find object|is undefined/;
const noField = /INVALID_FIELD"|No such column|Field name not found|is undefined|is not defined by type/;
const noCreate = /CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY|entity type cannot be inserted/;
const noChange = /INSUFFICIENT_ACCESS_OR_READONLY|insufficient access rights on object id/;
const noFieldChange = /Unable to create\/update fields/;

/** What a check found: how much it compared, and what was not as the matrix says. */
export interface Findings {
  compared: number;
  readonly complaints: string[];
}

interface Case<T> {
  readonly request: T;
  /** Undefined where it is allowed. */
  readonly refusal: RegExp | undefined;
  /** Names that the refusal must mention. */
  readonly naming?: readonly string[];
}

/** One persona at one door, against what the matrix says. */
export class AccessCheck {
  readonly findings: Findings = { compared: 0, complaints: [] };
  readonly #org: LocalOrg;
  readonly #matrix: Matrix;
  readonly #persona: Persona;
  readonly #session: Session;
  readonly #door: Door;

  constructor(org: LocalOrg, matrix: Matrix, persona: Persona, session: Session, door: Door) {
    this.#org = org;
    this.#matrix = matrix;
    this.#persona = persona;
    this.#session = session;
    this.#door = door;
  }

  #field(object: string, name: string): Field | undefined {
    return this.#org.schema.object(object)?.fields.get(name.toLowerCase());
  }

  #complain(action: string, object: string, text: string): void {
    this.findings.complaints.push(`${this.#persona.name}, ${this.#door.name}: ${action} ${object}: ${text}`);
  }

  async #compare<T extends { readonly object: string }>(
    action: string,
    cases: readonly Case<T>[],
    ask: ((session: Session, requests: readonly T[]) => Promise<readonly Outcome[]>) | undefined,
  ): Promise<void> {
    if (ask === undefined || cases.length === 0) return;
    const outcomes = await ask(
      this.#session,
      cases.map(({ request }) => request),
    );
    for (const [index, { request, refusal, naming = [] }] of cases.entries()) {
      const { done, said } = outcomes[index] ?? { done: false, said: 'no answer' };
      const { object } = request;
      this.findings.compared += 1;
      if (refusal === undefined) {
        if (!done) this.#complain(action, object, `is allowed, and was refused: ${said}`);
      } else if (done) this.#complain(action, object, 'is forbidden, and was done');
      else if (!refusal.test(said)) this.#complain(action, object, `was refused for another reason: ${said}`);
      else if (!naming.every((name) => said.includes(name))) {
        this.#complain(action, object, `${naming.join(', ')} should all be named: ${said}`);
      }
    }
  }

  #fields(object: string, test: (field: FieldFacts) => boolean): readonly string[] {
    return this.#matrix
      .fields(object)
      .filter(test)
      .map(({ name }) => name);
  }

  #readCase(object: string, fields: readonly string[], refusal: RegExp | undefined): Case<ReadRequest> {
    return { request: { object, id: this.#session.rows.first(object), fields }, refusal };
  }

  /** Every object is read with all that is seen of it, or not found; every hidden field is asked for alone. */
  async reads(): Promise<void> {
    const persona = this.#persona;
    const cases = this.#matrix.objects.flatMap((object): readonly Case<ReadRequest>[] => {
      if (!persona.may('Read', object)) return [this.#readCase(object, [], noObject)];
      const hidden = this.#fields(object, (field) => !persona.sees(object, field));
      return [
        this.#readCase(
          object,
          this.#fields(object, (field) => persona.sees(object, field)),
          undefined,
        ),
        ...hidden.map((name) => this.#readCase(object, [name], noField)),
      ];
    });
    await this.#compare('read', cases, this.#door.read.bind(this.#door));
  }

  async lists(): Promise<void> {
    const shown = await this.#door.listed?.(this.#session);
    if (shown === undefined) return;
    for (const object of this.#matrix.objects) {
      this.findings.compared += 1;
      if (shown.includes(object) === this.#persona.may('Read', object)) continue;
      this.#complain('list', object, shown.includes(object) ? 'is hidden, and was shown' : 'is missing');
    }
  }

  /** What a new record must have, and where that is nothing, something that the persona sees. */
  #newRecord(object: string): RecordInput {
    const persona = this.#persona;
    const { rows } = this.#session;
    const given = new Set(this.#fields(object, (field) => persona.writes(object, field)));
    const record = {
      ...rows.record(object),
      ...Object.fromEntries(Object.entries(rows.sample(object)).filter(([name]) => given.has(name))),
    };
    if (Object.keys(record).length > 0) return record;
    const plain = (field: FieldFacts): boolean => !field.calculated && field.type !== 'Lookup';
    const [name = ''] = [
      ...this.#fields(object, (field) => plain(field) && persona.writes(object, field)),
      ...this.#fields(object, (field) => plain(field) && persona.sees(object, field)),
      ...this.#fields(object, plain),
    ];
    return this.#change(object, [name]).record;
  }

  async creates(): Promise<void> {
    const cases = this.#matrix.objects.map((object): Case<WriteRequest> => {
      const request = { object, record: this.#newRecord(object) };
      if (!this.#persona.may('Read', object)) return { request, refusal: noObject };
      return { request, refusal: this.#persona.may('Create', object) ? undefined : noCreate };
    });
    await this.#compare('create', cases, this.#door.create?.bind(this.#door));
  }

  #change(object: string, names: readonly string[]): WriteRequest {
    const values = names.flatMap((name) => {
      const field = this.#field(object, name);
      if (field === undefined) return [];
      return [[name, field.type === 'reference' ? this.#session.userId : valueFor(field)] as const];
    });
    return { object, id: this.#session.rows.first(object), record: Object.fromEntries(values) };
  }

  /** Own rows: one field that is written, all at once that are only read, and one that is hidden. */
  async edits(): Promise<void> {
    const persona = this.#persona;
    const cases = this.#matrix.objects.flatMap((object): readonly Case<WriteRequest>[] => {
      const changeable = (field: FieldFacts): boolean =>
        !field.calculated && !['MasterDetail', 'Lookup'].includes(field.type);
      const any = this.#fields(object, changeable);
      if (!persona.may('Edit', object)) {
        const refusal = persona.may('Read', object) ? noChange : noObject;
        const seen = this.#fields(object, (field) => changeable(field) && persona.sees(object, field));
        return [{ request: this.#change(object, (seen.length > 0 ? seen : any).slice(0, 1)), refusal }];
      }
      const allWritten = this.#fields(object, (field) => changeable(field) && persona.writes(object, field));
      const written = [...editedFirst.filter((name) => allWritten.includes(name)), ...allWritten];
      const onlyRead = this.#fields(
        object,
        (field) => changeable(field) && persona.sees(object, field) && !persona.writes(object, field),
      );
      const hidden = this.#fields(object, (field) => !field.calculated && !persona.sees(object, field));
      return [
        ...(written.length === 0 ? [] : [{ request: this.#change(object, written.slice(0, 1)), refusal: undefined }]),
        ...(onlyRead.length === 0
          ? []
          : [{ request: this.#change(object, onlyRead), refusal: noFieldChange, naming: onlyRead }]),
        ...hidden.slice(0, 1).map((name) => ({ request: this.#change(object, [name]), refusal: noField })),
      ];
    });
    await this.#compare('edit', cases, this.#door.edit?.bind(this.#door));
  }

  async removes(): Promise<void> {
    const cases = this.#matrix.objects.map((object): Case<WriteRequest> => {
      const request = { object, id: this.#session.rows.make(object), record: {} };
      if (!this.#persona.may('Read', object)) return { request, refusal: noObject };
      return { request, refusal: this.#persona.may('Delete', object) ? undefined : noChange };
    });
    await this.#compare('delete', cases, this.#door.remove?.bind(this.#door));
  }

  async all(): Promise<Findings> {
    await this.lists();
    await this.reads();
    await this.creates();
    await this.edits();
    await this.removes();
    return this.findings;
  }
}
