import { api, LightningElement } from 'lwc';
import { urlOf, type PageReference } from '../../../client/routes.ts';
import type { FieldCell } from '../../field-cells.ts';
import { followLink } from '../../navigator.ts';

/** A field's value; the name of another record leads there. */
export default class FieldValue extends LightningElement {
  @api cell: FieldCell | undefined;

  private get page(): PageReference | undefined {
    const recordId = this.cell?.recordId;
    return recordId === undefined
      ? undefined
      : { type: 'standard__recordPage', attributes: { recordId, actionName: 'view' }, state: {} };
  }

  get href(): string | undefined {
    return this.page === undefined ? undefined : urlOf(this.page);
  }
  get text(): string {
    return this.cell?.text ?? '';
  }

  handleFollow(event: MouseEvent): void {
    if (this.page !== undefined) followLink(event, this.page);
  }
}
