import { LightningElement, api } from 'lwc';

export default class EquipmentBase extends LightningElement {
  @api heading;

  @api
  get rows() {
    return this._rows;
  }
  set rows(value) {
    this._rows = value;
  }
}
