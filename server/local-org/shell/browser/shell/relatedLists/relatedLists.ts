import { api, LightningElement, wire } from 'lwc';
import type { ObjectLayout, RelatedList } from '../../../app-model.ts';
import type { Emission } from '../../../client/resource.ts';
import { getObjectLayout } from '../../object-layout.ts';

/** What points to a record, list by list: the counterpart of `force:relatedListContainer`. */
export default class RelatedLists extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  @wire(getObjectLayout, { objectApiName: '$objectApiName' })
  layout: Emission<ObjectLayout> | undefined;

  get lists(): readonly (RelatedList & { readonly key: string })[] {
    return (this.layout?.data?.relatedLists ?? []).map((list) => ({
      ...list,
      key: `${list.objectApiName}.${list.field}`,
    }));
  }
}
