import { LightningElement, api, wire } from 'lwc';
import { getRecord, getFieldValue } from 'lightning/uiRecordApi';
import { NavigationMixin } from 'lightning/navigation';
import DESK_TITLE from '@salesforce/label/c.Desk_Title';
import FOREIGN_LABEL from '@salesforce/label/npsp.giftEntry';
import EQUIPMENT from '@salesforce/schema/Equipment__c';
import SERIAL from '@salesforce/schema/Equipment__c.Serial_Number__c';
import CITY from '@salesforce/schema/Equipment__c.Site__r.City__c';
import OWNER from '@salesforce/schema/Ticket__c.Owner.Name';
import HOUSEHOLD from '@salesforce/schema/Account.npsp__Number_of_Household_Members__c';
import BILLING from '@salesforce/schema/Account.BillingStateCode';
import CONTRACT from '@salesforce/schema/Opportunity.ContractId';
import QUOTE from '@salesforce/schema/Quote.ExpirationDate';
import ICON from '@salesforce/resourceUrl/Equipment_Icon';
import CHARTS from '@salesforce/resourceUrl/Desk_Library';
import getHistory from '@salesforce/apex/EquipmentController.getHistory';
import foreignSave from '@salesforce/apex/npsp.UTIL_AuraEnabledCommon.save';
import startContinuation from '@salesforce/apexContinuation/EquipmentController.callOut';
import { refreshApex, getSObjectValue } from '@salesforce/apex';
import hasSupervisor from '@salesforce/customPermission/Desk_Supervisor';
import hasModifyAll from '@salesforce/userPermission/ModifyAllData';
import userId from '@salesforce/user/Id';
import isGuest from '@salesforce/user/isGuest';
import LOCALE from '@salesforce/i18n/locale';
import FORM_FACTOR from '@salesforce/client/formFactor';
import CHANNEL from '@salesforce/messageChannel/Equipment_Selected__c';
import { publish, MessageContext } from 'lightning/messageService';
import { loadScript } from 'lightning/platformResourceLoader';
import { describe, tones } from 'c/equipmentUtils';
import { shorten } from './words';
import card from './equipmentCard.html';
import empty from './empty.html';
/*
import gone from 'c/oldCard';
*/
// import neither from 'c/neverThere';
export { describe } from 'c/equipmentUtils';

const FIELDS = [SERIAL, CITY, OWNER, HOUSEHOLD, BILLING, CONTRACT, QUOTE];

export default class EquipmentCard extends NavigationMixin(LightningElement) {
  @api recordId;
  @api objectApiName = EQUIPMENT;
  @api heading;
  @api tone = tones[0];
  @api rows;
  @api showPicture;
  @api accent;
  labels = { DESK_TITLE, FOREIGN_LABEL };
  @wire(getRecord, { recordId: '$recordId', fields: FIELDS }) record;
  @wire(getHistory, { id: '$recordId' }) history;
  @wire(MessageContext) context;

  render() {
    return this.record?.data ? card : empty;
  }

  get title() {
    return shorten(describe(getFieldValue(this.record.data, SERIAL), LOCALE, FORM_FACTOR, ICON));
  }

  get allowed() {
    return (hasSupervisor || hasModifyAll) && !isGuest && userId;
  }

  async handleShow() {
    const { open } = await import('c/equipmentExplorer');
    await loadScript(this, CHARTS + '/chart.js');
    publish(this.context, CHANNEL, { id: this.recordId, open });
    await Promise.all([refreshApex(this.history), foreignSave({}), startContinuation({}), getSObjectValue({}, SERIAL)]);
  }
}
