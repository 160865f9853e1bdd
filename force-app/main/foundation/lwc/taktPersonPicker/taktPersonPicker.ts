import { api, LightningElement, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { nodes, text } from 'c/taktGraphql';
import NOBODY from '@salesforce/label/c.Takt_People_Nobody';
import NOT_READ from '@salesforce/label/c.Takt_People_Not_Read';
import PICK_ONE from '@salesforce/label/c.Takt_People_Pick_One';
import { PEOPLE_BY_NAME } from './query';

export interface PickedPerson {
  readonly id: string;
  readonly name: string;
}
interface Found extends PickedPerson {
  readonly title: string;
}
interface Shown extends Found {
  readonly class: string;
  readonly selected: 'true' | 'false';
}

const PAUSE = 200;
/** Wildcards that are typed are meant as such characters. */
const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/** Finds an active person by name. Event: `personchange` with the person, or undefined while nobody is chosen. */
export default class TaktPersonPicker extends LightningElement {
  @api label = '';
  /** Why the choice was refused. */
  @api error = '';

  private _person: PickedPerson | undefined;
  private _text = '';
  private _asked: string | undefined;
  private _found: readonly Found[] = [];
  private _failed = false;
  private _open = false;
  private _active = 0;
  private _timer: ReturnType<typeof setTimeout> | undefined;

  @api get person(): PickedPerson | undefined {
    return this._person;
  }
  set person(value: PickedPerson | undefined) {
    // The parent hands back what was just told to it: what is being typed stays.
    if (value?.id === this._person?.id) return;
    this._person = value;
    this._text = value?.name ?? '';
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleFound({ data, errors }: GraphQLResult<unknown>): void {
    this._failed = errors !== undefined;
    if (!data) return;
    this._found = nodes(data, 'User').map((node) => ({
      id: text(node, 'Id') ?? '',
      name: text(node, 'Name') ?? '',
      title: text(node, 'Title') ?? '',
    }));
    this._active = 0;
  }

  get query(): GraphQLDocument | undefined {
    return this._asked === undefined ? undefined : PEOPLE_BY_NAME;
  }
  get variables(): { name: string } {
    return { name: `%${literally(this._asked ?? '')}%` };
  }
  get text(): string {
    return this._text;
  }
  get isOpen(): boolean {
    return this._open && this._asked !== undefined && this._found.length > 0;
  }
  get expanded(): 'true' | 'false' {
    return this.isOpen ? 'true' : 'false';
  }
  get listClass(): string {
    return this.isOpen ? 'open' : '';
  }
  get options(): readonly Shown[] {
    if (!this.isOpen) return [];
    return this._found.map((person, index) => ({
      ...person,
      class: index === this._active ? 'active' : '',
      selected: index === this._active ? 'true' : 'false',
    }));
  }
  get activeId(): string | null {
    return this.options[this._active]?.id ?? null;
  }
  get invalid(): 'true' | 'false' {
    return this.error === '' ? 'false' : 'true';
  }
  get said(): string {
    if (this.error !== '') return this.error;
    if (!this._open || this._asked === undefined) return '';
    if (this._failed) return NOT_READ;
    return this._found.length === 0 ? NOBODY : this._person ? '' : PICK_ONE;
  }
  get saidClass(): string {
    return this.error === '' ? 'small muted' : 'small bad';
  }

  disconnectedCallback(): void {
    clearTimeout(this._timer);
  }

  handleInput(event: Event): void {
    this._text = (event.target as HTMLInputElement).value;
    this.choose(undefined);
    this._open = true;
    clearTimeout(this._timer);
    const wanted = this._text.trim();
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a question for every key would be too many
    this._timer = setTimeout(() => {
      this._asked = wanted === '' ? undefined : wanted;
    }, PAUSE);
  }
  handleKey(event: KeyboardEvent): void {
    if (!this.isOpen) return;
    const count = this._found.length;
    if (event.key === 'ArrowDown') this._active = (this._active + 1) % count;
    else if (event.key === 'ArrowUp') this._active = (this._active + count - 1) % count;
    else if (event.key === 'Enter') this.pick(this._found[this._active]);
    else if (event.key === 'Escape') this._open = false;
    else return;
    // Enter and Escape mean the list here, not the form around it.
    event.preventDefault();
    event.stopPropagation();
  }
  handlePick(event: Event): void {
    event.preventDefault();
    const id = (event.currentTarget as HTMLElement).dataset['id'];
    this.pick(this._found.find((person) => person.id === id));
  }
  handleBlur(): void {
    this._open = false;
  }

  private pick(person: Found | undefined): void {
    if (!person) return;
    this._text = person.name;
    this._open = false;
    this.choose({ id: person.id, name: person.name });
  }
  private choose(person: PickedPerson | undefined): void {
    if (person?.id === this._person?.id) return;
    this._person = person;
    this.dispatchEvent(new CustomEvent('personchange', { detail: person }));
  }
}
