import { LightningElement, api } from 'lwc';
import basePath from '@salesforce/community/basePath';
import siteId from '@salesforce/site/Id';
import LOGO from '@salesforce/contentAssetUrl/Desk_Logo';
import dir from '@salesforce/i18n/dir';
import PRODUCT from '@salesforce/schema/OpportunityLineItem.PricebookEntry.Product2.Name';
import WHO from '@salesforce/schema/Task.Who.Name';
import HOURS from '@salesforce/schema/Desk_Rule__mdt.Parent__r.Hours__c';
import FILE from '@salesforce/schema/ContentVersion.VersionData';

const source = "import x from 'c/nowhere'";

export default class EquipmentPortal extends LightningElement {
  /** Set by the builder. */
  @api width;
  @api title = source;
  @api open = false;
  @api content;
  @api column;
  all = [basePath, siteId, LOGO, dir, PRODUCT, WHO, HOURS, FILE];
}
