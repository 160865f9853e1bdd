import { LightningElement, api } from 'lwc';
export default class TraceLineList extends LightningElement {
  @api recordId;
}
