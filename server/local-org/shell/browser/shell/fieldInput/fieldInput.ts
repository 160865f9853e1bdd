import { api, LightningElement, wire } from 'lwc';
import type { FieldRepresentation } from '../../../client/record-client.ts';
import type { Emission } from '../../../client/resource.ts';
import { getPicklistValues, type FieldInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';

interface Choice {
  readonly label: string;
  readonly value: string;
  readonly selected?: boolean;
}

const inputTypes: Readonly<Record<string, string>> = {
  Email: 'email',
  Phone: 'tel',
  Url: 'url',
};
const numeric = new Set(['Currency', 'Double', 'Int', 'Percent']);
/** Text of more than this is written in several lines. */
const oneLine = 255;

const choicesOf = (answer: unknown): readonly Choice[] => {
  const values: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'values') : undefined;
  return (Array.isArray(values) ? values : []).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const label: unknown = Reflect.get(item, 'label');
    const value: unknown = Reflect.get(item, 'value');
    return typeof label === 'string' && typeof value === 'string' ? [{ label, value }] : [];
  });
};

/** What the org puts in where a new record says nothing. */
const defaultOf = (answer: unknown): string => {
  const preset: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'defaultValue') : undefined;
  const value: unknown = typeof preset === 'object' && preset !== null ? Reflect.get(preset, 'value') : undefined;
  return typeof value === 'string' ? value : '';
};

/** An input of the kind that the field takes. Event: `entered` with `{ name, value }`. */
export default class FieldInput extends LightningElement {
  @api objectApiName = '';
  @api recordTypeId = '';
  @api field: FieldInfo | undefined;
  @api label = '';
  @api value: FieldRepresentation | undefined;
  /** Name of the record that a reference leads to. */
  @api valueName = '';
  @api error = '';

  private get dataType(): string {
    return this.field?.dataType ?? '';
  }
  get picklistField(): string | undefined {
    return this.isPicklist ? `${this.objectApiName}.${this.field?.apiName ?? ''}` : undefined;
  }

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: '$picklistField' })
  picklist: Emission<unknown> | undefined;

  get isPicklist(): boolean {
    return this.dataType === 'Picklist';
  }
  get isCheckbox(): boolean {
    return this.dataType === 'Boolean';
  }
  get isReference(): boolean {
    return this.dataType === 'Reference';
  }
  get isLong(): boolean {
    return this.dataType === 'TextArea' || (this.field?.length ?? 0) > oneLine;
  }
  get isDate(): boolean {
    return this.dataType === 'Date' || this.hasTime;
  }
  private get hasTime(): boolean {
    return this.dataType === 'DateTime';
  }
  get dayType(): string {
    return this.hasTime ? 'datetime-local' : 'date';
  }
  /** An instant is shown, and typed, as the browser's clock has it. */
  get dayText(): string {
    const instant = new Date(this.text);
    if (!this.hasTime || Number.isNaN(instant.getTime())) return this.text;
    return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }
  get invalid(): 'true' | 'false' {
    return this.error === '' ? 'false' : 'true';
  }

  get text(): string {
    const value = this.value?.value;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
  get checked(): boolean {
    return this.value?.value === true;
  }
  get choices(): readonly Choice[] {
    const chosen = this.value === undefined ? defaultOf(this.picklist?.data) : this.text;
    return [{ label: '(nothing)', value: '' }, ...choicesOf(this.picklist?.data)].map((choice) => ({
      ...choice,
      selected: choice.value === chosen,
    }));
  }
  get inputType(): string {
    return numeric.has(this.dataType) ? 'number' : (inputTypes[this.dataType] ?? 'text');
  }
  get step(): string | undefined {
    return numeric.has(this.dataType) ? String(10 ** -(this.field?.scale ?? 0)) : undefined;
  }
  get longest(): number | undefined {
    return this.inputType === 'text' || this.isLong ? this.field?.length : undefined;
  }
  get isRequired(): boolean {
    return this.field?.required ?? false;
  }
  get help(): string | undefined {
    return this.field?.inlineHelpText ?? undefined;
  }

  renderedCallback(): void {
    const input = this.template?.querySelector<
      HTMLElement & { setCustomValidity?(text: string): void; reportValidity?(): void }
    >('[data-input]');
    input?.setCustomValidity?.(this.error);
    if (this.error !== '') input?.reportValidity?.();
  }

  handleNative(event: Event): void {
    const { value } = event.target as HTMLInputElement | HTMLSelectElement;
    this.tell(this.hasTime && value !== '' ? new Date(value).toISOString() : value);
  }
  handleChange(event: CustomEvent<{ value?: string; checked?: boolean }>): void {
    this.tell(this.isCheckbox ? (event.detail.checked ?? false) : (event.detail.value ?? null));
  }

  private tell(value: string | boolean | null): void {
    this.dispatchEvent(new CustomEvent('entered', { detail: { name: this.field?.apiName ?? '', value } }));
  }
}
