import { LightningElement, api } from 'lwc';
export default class EquipmentAction extends LightningElement {
  @api recordId;
  @api invoke() {}
}
