import { api, LightningElement, wire } from 'lwc';
import type { GraphQLDocument } from '../../../client/graphql-client.ts';
import { graphql, type GraphQLResult } from '../../lightning/graphql/graphql.ts';
import type { FieldInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { listPage } from '../../list-rows.ts';

interface Choice {
  readonly id: string;
  readonly name: string;
}

const pause = 200;
const mostChoices = 8;

/** Finds the record that a lookup is to lead to, by its name. Event: `picked` with `{ value: id | null }`. */
export default class LookupInput extends LightningElement {
  @api label = '';
  @api field: FieldInfo | undefined;
  @api recordId = '';
  @api error = '';

  @api get recordName(): string {
    return this.text;
  }
  set recordName(name: string) {
    if (!this.touched) this.text = name;
  }

  text = '';
  private touched = false;
  private asked: string | undefined;
  private isOpen = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  private get target(): { readonly apiName: string; readonly nameFields: readonly string[] } | undefined {
    return this.field?.referenceToInfos.find(({ apiName }) => apiName !== 'Group') ?? this.field?.referenceToInfos[0];
  }
  get query(): GraphQLDocument | undefined {
    const { target } = this;
    const name = target?.nameFields[0];
    if (target === undefined || name === undefined || this.asked === undefined) return undefined;
    return {
      kind: 'Document',
      text: `query lookup($name: String) { uiapi { query { ${target.apiName}(
        first: ${mostChoices}, where: { ${name}: { like: $name } }, orderBy: { ${name}: { order: ASC } }
      ) { edges { node { Id ${name} { value } } } totalCount } } } }`,
    };
  }
  get variables(): Readonly<Record<string, unknown>> {
    return { name: `%${this.asked ?? ''}%` };
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  answer: GraphQLResult | undefined;

  get choices(): readonly Choice[] {
    const { target } = this;
    if (!this.isOpen || target === undefined || this.answer?.data === undefined) return [];
    return (listPage(this.answer.data, target.apiName)?.nodes ?? []).flatMap((node) => {
      const id = node['Id'];
      const held = node[target.nameFields[0] ?? ''];
      const name: unknown = typeof held === 'object' && held !== null ? Reflect.get(held, 'value') : undefined;
      return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
    });
  }
  get expanded(): 'true' | 'false' {
    return this.choices.length > 0 ? 'true' : 'false';
  }
  get said(): string {
    if (this.error !== '') return this.error;
    if (this.isOpen && this.answer?.errors !== undefined) return 'The records could not be read.';
    if (this.isOpen && this.answer?.data !== undefined && this.choices.length === 0) return 'No such record.';
    return '';
  }
  get invalid(): 'true' | 'false' {
    return this.error === '' ? 'false' : 'true';
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  handleInput(event: Event): void {
    this.touched = true;
    this.text = (event.target as HTMLInputElement).value;
    this.tell(null);
    clearTimeout(this.timer);
    const wanted = this.text.trim();
    // A question for every key would be too many.
    this.timer = setTimeout(() => {
      this.asked = wanted === '' ? undefined : wanted;
      this.isOpen = wanted !== '';
    }, pause);
  }
  handlePick(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset;
    const choice = this.choices.find((one) => one.id === id);
    if (choice === undefined) return;
    this.touched = true;
    this.text = choice.name;
    this.isOpen = false;
    this.tell(choice.id);
  }
  handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.isOpen) {
      this.isOpen = false;
      event.stopPropagation();
    }
  }

  private tell(value: string | null): void {
    this.dispatchEvent(new CustomEvent('picked', { detail: { value } }));
  }
}
