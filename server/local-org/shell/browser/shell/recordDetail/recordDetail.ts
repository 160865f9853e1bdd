import { api, LightningElement, wire } from 'lwc';
import type { LayoutSection, ObjectLayout } from '../../../app-model.ts';
import { mayEnter } from '../../../client/record-form.ts';
import type { RecordRepresentation } from '../../../client/record-client.ts';
import type { Emission } from '../../../client/resource.ts';
import { fieldCell, parentName, type FieldCell } from '../../field-cells.ts';
import { getObjectInfo, type ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { getRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import { getObjectLayout } from '../../object-layout.ts';

interface ShownSection {
  readonly label: string;
  readonly columns: readonly { readonly key: string; readonly cells: readonly FieldCell[] }[];
}

/** Without a layout in the package, all fields that people read stand in one section. */
const oneSection = ({ fields }: ObjectInfo): LayoutSection => {
  const names = Object.keys(fields).filter((name) => name !== 'Id' && name !== 'SystemModstamp');
  const half = Math.ceil(names.length / 2);
  return { label: 'Details', columns: [names.slice(0, half), names.slice(half)] };
};

/** The fields of a record, arranged as its layout says, to read and to edit. */
export default class RecordDetail extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;
  /** How the page arranges the fields, where it does not leave that to the layout. */
  @api pageSections: readonly LayoutSection[] | undefined;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  info: Emission<ObjectInfo> | undefined;

  @wire(getObjectLayout, { objectApiName: '$objectApiName' })
  layout: Emission<ObjectLayout> | undefined;

  get fieldNames(): readonly string[] | undefined {
    const info = this.info?.data;
    if (info === undefined) return undefined;
    const parents = Object.values(info.fields).flatMap((field) => parentName(field) ?? []);
    return [...Object.keys(info.fields), ...parents].map((name) => `${info.apiName}.${name}`);
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fieldNames' })
  record: Emission<RecordRepresentation> | undefined;

  /** As it was when the person began to edit: what comes in meanwhile is not written over unseen. */
  readRecord: RecordRepresentation | undefined;

  get isEditing(): boolean {
    return this.readRecord !== undefined;
  }
  get mayEdit(): boolean {
    const info = this.info?.data;
    if (info === undefined || !info.updateable || this.record?.data === undefined) return false;
    return Object.values(info.fields).some((field) => mayEnter(field, false));
  }

  handleEdit(): void {
    this.readRecord = this.record?.data;
  }
  handleSaved(): void {
    this.readRecord = undefined;
  }
  handleCancelled(): void {
    this.readRecord = undefined;
  }

  get sections(): readonly ShownSection[] {
    if (this.isEditing) return [];
    const record = this.record?.data;
    const info = this.info?.data;
    const layout = this.layout?.data;
    if (record === undefined || info === undefined || layout === undefined) return [];
    const laidOut = layout.sections.length > 0 ? layout.sections : [oneSection(info)];
    const sections = this.pageSections ?? laidOut;
    return sections.map(({ label, columns }) => ({
      label,
      columns: columns.map((names, index) => ({
        key: String(index),
        cells: names.flatMap((name) => fieldCell(record, info, name) ?? []),
      })),
    }));
  }
}
