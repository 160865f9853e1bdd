import { LightningElement, wire, api } from 'lwc';
import { getTrace, TraceMixinBase } from 'c/trace';
import { CurrentPageReference } from 'lightning/navigation';
import canPurge from '@salesforce/customPermission/CanExecuteTracePurge';
import TITLE from '@salesforce/label/c.TracePurge';
import LINE_OBJECT from '@salesforce/schema/TraceLine__c';
import MESSAGE_FIELD from '@salesforce/schema/TraceLine__c.Message__c';
import LATEST_FIELD from '@salesforce/schema/TraceLine__c.Trace__r.User__r.Profile.Name';
import getRecords from '@salesforce/apex/TraceRelatedController.getSettings';
import CSS from '@salesforce/resourceUrl/TraceStyles';
export default class TraceDemo extends TraceMixinBase(LightningElement) {
  @api recordId;
  @api fieldSetName;
  @wire(CurrentPageReference) page;
  fields = [LINE_OBJECT, MESSAGE_FIELD, LATEST_FIELD, canPurge, TITLE, getRecords, CSS, getTrace()];
}
