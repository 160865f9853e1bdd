import { api, LightningElement, wire } from 'lwc';
import type { App, ObjectLayout, Page } from '../../../app-model.ts';
import type { FetchResponseError } from '../../../client/api.ts';
import type { RecordRepresentation } from '../../../client/record-client.ts';
import type { Emission } from '../../../client/resource.ts';
import { getObjectInfo, type ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { getRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import { getObjectLayout } from '../../object-layout.ts';

/** The page of a record: the package's own, else its fields as the layout arranges them. */
export default class RecordPage extends LightningElement {
  @api recordId: string | undefined;
  @api pages: readonly Page[] = [];
  @api app: App | undefined;

  @wire(getRecord, { recordId: '$recordId', layoutTypes: ['Full'] })
  record: Emission<RecordRepresentation> | undefined;

  get objectApiName(): string | undefined {
    return this.record?.data?.apiName;
  }

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  info: Emission<ObjectInfo> | undefined;

  @wire(getObjectLayout, { objectApiName: '$objectApiName' })
  layout: Emission<ObjectLayout> | undefined;

  get isLoading(): boolean {
    return this.problem === '' && (this.info?.data === undefined || this.layout?.data === undefined);
  }
  get isReady(): boolean {
    return !this.isLoading && this.problem === '';
  }
  get problem(): string {
    const error = (this.record?.error ?? this.info?.error ?? this.layout?.error) as FetchResponseError | undefined;
    if (error === undefined) return '';
    if ([400, 403, 404].includes(error.status)) {
      return 'The record does not exist any more, or your permissions do not show it to you.';
    }
    return error.body.message;
  }
  get kind(): string {
    return this.info?.data?.label ?? '';
  }
  get heading(): string {
    const { record, info } = this;
    const value = record?.data?.fields[info?.data?.nameFields[0] ?? 'Name']?.value;
    return typeof value === 'string' && value !== '' ? value : this.kind;
  }
  get page(): Page | undefined {
    const chosen = this.app?.recordPages[this.objectApiName ?? ''] ?? this.layout?.data?.recordPage;
    return this.pages.find(({ name }) => name === chosen);
  }

  renderedCallback(): void {
    if (this.heading !== '') document.title = `${this.heading} | ${this.kind}`;
  }
}
