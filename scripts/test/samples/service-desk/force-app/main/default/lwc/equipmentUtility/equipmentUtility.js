import { LightningElement, api } from 'lwc';
import LightningModal from 'lightning/modal';
export default class EquipmentUtility extends LightningElement {
  @api limit;
  modal = LightningModal;
}
