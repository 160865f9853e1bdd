import ABOUT_DELETED from '@salesforce/label/c.Takt_Action_About_Deleted';
import CANCEL from '@salesforce/label/c.Takt_Cancel';
import NOT_HANDED_ON from '@salesforce/label/c.Takt_Action_Not_Handed_On';
import CONFLICT from '@salesforce/label/c.Takt_Action_Conflict_Closed';
import DONE from '@salesforce/label/c.Takt_Action_Done';
import DROP from '@salesforce/label/c.Takt_Action_Drop';
import EDIT from '@salesforce/label/c.Takt_Action_Edit';
import NEEDED from '@salesforce/label/c.Takt_Action_Outcome_Needed';
import OF from '@salesforce/label/c.Takt_Action_Button_Of';
import REFUSED from '@salesforce/label/c.Takt_Refused';
import REOPEN from '@salesforce/label/c.Takt_Action_Reopen';
import SET_DONE from '@salesforce/label/c.Takt_Action_Set_Done';
import START from '@salesforce/label/c.Takt_Action_Start';

export const labels = {
  ABOUT_DELETED,
  CANCEL,
  CONFLICT,
  NOT_HANDED_ON,
  DONE,
  DROP,
  EDIT,
  NEEDED,
  OF,
  REFUSED,
  REOPEN,
  SET_DONE,
  START,
};
