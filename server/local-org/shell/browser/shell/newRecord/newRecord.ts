import { api, LightningElement, wire } from 'lwc';
import type { FetchResponseError } from '../../../client/api.ts';
import type { Emission } from '../../../client/resource.ts';
import { getObjectInfo, type ObjectInfo } from '../../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { navigate } from '../../navigator.ts';

/** The page on which a record is made. */
export default class NewRecord extends LightningElement {
  @api objectApiName: string | undefined;

  @wire(getObjectInfo, { objectApiName: '$objectApiName' })
  info: Emission<ObjectInfo> | undefined;

  get objectInfo(): ObjectInfo | undefined {
    return this.info?.data?.createable === true ? this.info.data : undefined;
  }
  get heading(): string {
    return `New ${this.info?.data?.label ?? ''}`;
  }
  get problem(): string {
    const error = this.info?.error as FetchResponseError | undefined;
    return error !== undefined || this.info?.data?.createable === false
      ? 'Your permissions do not let you make such a record.'
      : '';
  }

  renderedCallback(): void {
    document.title = this.heading;
  }

  handleSaved(event: CustomEvent<{ recordId: string }>): void {
    const { recordId } = event.detail;
    navigate({ type: 'standard__recordPage', attributes: { recordId, actionName: 'view' }, state: {} }, true);
  }
  handleCancelled(): void {
    const objectApiName = this.objectApiName ?? '';
    navigate({ type: 'standard__objectPage', attributes: { objectApiName, actionName: 'list' }, state: {} }, true);
  }
}
