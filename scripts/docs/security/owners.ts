/**
 * Who owns the rows of an object: metadata do not tell it, whoever creates the rows decides it. Details have no owner.
 * `about`: see the words at the head of the table in the document.
 */
export const owners: Readonly<Record<string, string>> = {
  Takt_Scope__c: 'about',
  Takt_Period__c: 'service',
  Takt_Run__c: 'who asks',
  Takt_Setting__c: 'service',
  Takt_Data_Issue__c: 'owner of the record that it is about',
  Takt_Forecast__c: 'about',
  Takt_Pipeline_Change__c: 'about',
  Takt_Plan__c: 'who makes the plan',
  Takt_Quota__c: 'about',
  Takt_Seat__c: 'manager of the seat',
  Takt_Ramp__c: 'who makes it',
  Takt_Territory__c: 'about',
  Takt_Comp_Plan__c: 'who makes the plan',
  Takt_Comp_Assignment__c: 'about',
  Takt_Credit__c: 'about',
  Takt_Earning__c: 'about',
  Takt_Product__c: 'who imports or makes it',
  Takt_Product_Plan__c: 'service',
  Takt_Cycle__c: 'lead of the cycle',
  Takt_Cycle_Task__c: 'who does the task',
  Takt_Meeting__c: 'lead of the meeting',
  Takt_Decision__c: 'who writes it down',
  Takt_Action__c: 'who must do it',
  Takt_Kpi_Definition__c: 'service, or who makes it',
  Takt_Kpi_Target__c: 'who sets it',
  Takt_Kpi_Value__c: 'about',
  Takt_Signal__c: 'about',
  Takt_Initiative__c: 'who leads it',
};
