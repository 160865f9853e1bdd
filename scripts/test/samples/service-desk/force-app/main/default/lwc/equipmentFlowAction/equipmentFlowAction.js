import { api, LightningElement } from 'lwc';
import { FlowNavigationNextEvent } from 'lightning/flowSupport';

export default class EquipmentFlowAction extends LightningElement {
  @api availableActions = [];
  @api amount;
  next = FlowNavigationNextEvent;
}
