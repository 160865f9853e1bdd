import { api, LightningElement, wire } from 'lwc';
import type { LayoutSection, ObjectLayout } from '../../../app-model.ts';
import {
  changedFields,
  enteredValue,
  formErrors,
  mayEnter,
  noErrors,
  type FormErrors,
} from '../../../client/record-form.ts';
import type { FieldRepresentation, RecordRepresentation } from '../../../client/record-client.ts';
import type { Emission } from '../../../client/resource.ts';
import type { FieldInfo, ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { createRecord, updateRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import { getObjectLayout } from '../../object-layout.ts';

interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly info: FieldInfo;
  readonly value: FieldRepresentation | undefined;
  readonly valueName: string;
  readonly error: string;
}
interface ShownSection {
  readonly label: string;
  readonly fields: readonly ShownField[];
}

/**
 * The fields of a record, or of a new one, to be filled in. Only what was changed is sent, with the version that was
 * read. Events: `saved` with `{ recordId }`, `cancelled`.
 */
export default class RecordForm extends LightningElement {
  @api info: ObjectInfo | undefined;
  /** Left out for a new record. */
  @api record: RecordRepresentation | undefined;

  private entered: Readonly<Record<string, unknown>> = {};
  private errors: FormErrors = noErrors;
  isSaving = false;

  get objectApiName(): string | undefined {
    return this.info?.apiName;
  }

  @wire(getObjectLayout, { objectApiName: '$objectApiName' })
  layout: Emission<ObjectLayout> | undefined;

  private get layoutSections(): readonly LayoutSection[] {
    const sections = this.layout?.data?.sections ?? [];
    if (sections.length > 0 || this.layout?.data === undefined) return sections;
    return [{ label: 'Details', columns: [Object.keys(this.info?.fields ?? {})] }];
  }

  get sections(): readonly ShownSection[] {
    return this.layoutSections
      .map(({ label, columns, readOnly = [] }) => ({
        label,
        fields: columns.flat().flatMap((name) => (readOnly.includes(name) ? [] : (this.shown(name) ?? []))),
      }))
      .filter(({ fields }) => fields.length > 0);
  }
  private shown(name: string): ShownField | undefined {
    const info = this.info?.fields[name];
    if (info === undefined || !mayEnter(info, this.record === undefined)) return undefined;
    const parent = info.relationshipName === null ? undefined : this.record?.fields[info.relationshipName];
    const entered = this.entered[name];
    return {
      name,
      info,
      label: info.dataType === 'Reference' ? info.label.replace(/ ID$/, '') : info.label,
      value: name in this.entered ? { value: entered, displayValue: null } : this.record?.fields[name],
      valueName: parent?.displayValue ?? '',
      error: this.errors.fields[name] ?? '',
    };
  }

  get recordTypeId(): string {
    return this.info?.defaultRecordTypeId ?? '';
  }
  get problems(): string {
    return this.errors.record.join(' ');
  }
  get saveLabel(): string {
    return this.isSaving ? 'Saving …' : 'Save';
  }

  handleEntered(event: CustomEvent<{ name: string; value: string | boolean | null }>): void {
    const { name, value } = event.detail;
    const field = this.info?.fields[name];
    if (field !== undefined) this.entered = { ...this.entered, [name]: enteredValue(field, value) };
  }
  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }
  handleSave(event: Event): void {
    event.preventDefault();
    if (!this.isSaving) void this.save();
  }

  private async save(): Promise<void> {
    this.isSaving = true;
    this.errors = noErrors;
    try {
      this.dispatchEvent(new CustomEvent('saved', { detail: { recordId: await this.write() } }));
    } catch (reason) {
      const shown = this.sections.flatMap(({ fields }) => fields.map(({ name }) => name));
      this.errors = formErrors(reason, shown);
    } finally {
      this.isSaving = false;
    }
  }

  private async write(): Promise<string> {
    const { record } = this;
    if (record === undefined) {
      return (await createRecord({ apiName: this.objectApiName ?? '', fields: { ...this.entered } })).id;
    }
    const before = Object.fromEntries(Object.entries(record.fields).map(([name, { value }]) => [name, value]));
    const fields = changedFields(before, this.entered);
    if (Object.keys(fields).length > 0) {
      const unmodified = record.lastModifiedDate === null ? undefined : { ifUnmodifiedSince: record.lastModifiedDate };
      await updateRecord({ fields: { Id: record.id, ...fields } }, unmodified);
    }
    return record.id;
  }
}
