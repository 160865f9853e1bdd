import { LightningElement, api } from 'lwc';
export default class EquipmentRefresh extends LightningElement {
  @api recordId;
  @api invoke() {}
}
