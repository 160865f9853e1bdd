import ADD from '@salesforce/label/c.Takt_Action_Add';
import ADDED from '@salesforce/label/c.Takt_Action_Added';
import BEHIND from '@salesforce/label/c.Takt_Actions_Behind';
import COUNTS from '@salesforce/label/c.Takt_Actions_Counts';
import CUT from '@salesforce/label/c.Takt_Actions_Cut';
import EMPTY_MEETING from '@salesforce/label/c.Takt_Actions_Empty_Meeting';
import EMPTY_MINE from '@salesforce/label/c.Takt_Actions_Empty_Mine';
import EMPTY_RECORD from '@salesforce/label/c.Takt_Actions_Empty_Record';
import EMPTY_TITLE from '@salesforce/label/c.Takt_Actions_Empty_Title';
import ERROR_TEXT from '@salesforce/label/c.Takt_Actions_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Actions_Error_Title';
import MINE from '@salesforce/label/c.Takt_Actions_Mine';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Actions_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Actions_No_Access_Title';
import SHOW from '@salesforce/label/c.Takt_Actions_Show';
import TITLE from '@salesforce/label/c.Takt_Actions_Title';
import TITLE_MINE from '@salesforce/label/c.Takt_Actions_Title_Mine';

export const labels = {
  ADD,
  ADDED,
  BEHIND,
  COUNTS,
  CUT,
  EMPTY_MEETING,
  EMPTY_MINE,
  EMPTY_RECORD,
  EMPTY_TITLE,
  ERROR_TEXT,
  ERROR_TITLE,
  MINE,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  SHOW,
  TITLE,
  TITLE_MINE,
};
