import { LightningElement, api } from 'lwc';
export default class EquipmentBadge extends LightningElement {
  @api label;
}
