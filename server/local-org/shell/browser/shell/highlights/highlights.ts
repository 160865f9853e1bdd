import { api, LightningElement, wire } from 'lwc';
import type { ObjectLayout } from '../../../app-model.ts';
import type { RecordRepresentation } from '../../../client/record-client.ts';
import type { Emission } from '../../../client/resource.ts';
import { fieldCell, parentName, type FieldCell } from '../../field-cells.ts';
import { getObjectInfo, type ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { getRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import { getObjectLayout } from '../../object-layout.ts';

/** A record's name with the few fields that matter most: the counterpart of `force:highlightsPanel`. */
export default class Highlights extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  info: Emission<ObjectInfo> | undefined;

  @wire(getObjectLayout, { objectApiName: '$objectApiName' })
  layout: Emission<ObjectLayout> | undefined;

  get fieldNames(): readonly string[] | undefined {
    const info = this.info?.data;
    const layout = this.layout?.data;
    if (info === undefined || layout === undefined) return undefined;
    const parents = layout.compactFields.flatMap((name) => {
      const field = info.fields[name];
      return field === undefined ? [] : (parentName(field) ?? []);
    });
    const names = [...info.nameFields, ...layout.compactFields, ...parents];
    return names.map((name) => `${info.apiName}.${name}`);
  }

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fieldNames' })
  record: Emission<RecordRepresentation> | undefined;

  get kind(): string {
    return this.info?.data?.label ?? '';
  }
  get heading(): string {
    const value = this.record?.data?.fields[this.info?.data?.nameFields[0] ?? 'Name']?.value;
    return typeof value === 'string' && value !== '' ? value : this.kind;
  }
  get cells(): readonly FieldCell[] {
    const record = this.record?.data;
    const info = this.info?.data;
    if (record === undefined || info === undefined) return [];
    return (this.layout?.data?.compactFields ?? []).flatMap((name) => fieldCell(record, info, name) ?? []);
  }
}
