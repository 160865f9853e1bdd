import { LightningElement } from 'lwc';
export default class EquipmentCardEditor extends LightningElement {}
