import PUBLISH from '@salesforce/customPermission/Takt_Run_Publish';

/** Whether whoever looks may ask for a plan to be published; the CRM holds them to it in any case. */
export const mayPublish = (): boolean => PUBLISH === true;
