import BUTTON from '@salesforce/label/c.Takt_Publish_Button';
import CANCEL from '@salesforce/label/c.Takt_Cancel';
import CONFIRM_BUTTON from '@salesforce/label/c.Takt_Publish_Confirm_Button';
import CONFIRM_FIRST from '@salesforce/label/c.Takt_Publish_Confirm_First';
import CONFIRM_REPLACE from '@salesforce/label/c.Takt_Publish_Confirm_Replace';
import CUT from '@salesforce/label/c.Takt_Publish_Cut';
import DONE from '@salesforce/label/c.Takt_Publish_Done';
import EMPTY_TEXT from '@salesforce/label/c.Takt_Publish_Empty_Text';
import EMPTY_TITLE from '@salesforce/label/c.Takt_Publish_Empty_Title';
import ERROR_TEXT from '@salesforce/label/c.Takt_Publish_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Publish_Error_Title';
import FACTS from '@salesforce/label/c.Takt_Publish_Facts';
import FAILED from '@salesforce/label/c.Takt_Publish_Failed';
import IMPORTING from '@salesforce/label/c.Takt_Publish_Importing';
import MONTH from '@salesforce/label/c.Takt_Publish_Month';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Publish_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Publish_No_Access_Title';
import OFF from '@salesforce/label/c.Takt_Publish_Off';
import OTHER_CURRENCY from '@salesforce/label/c.Takt_Publish_Other_Currency';
import SUM from '@salesforce/label/c.Takt_Publish_Sum';
import TITLE from '@salesforce/label/c.Takt_Publish_Title';
import WHO from '@salesforce/label/c.Takt_Publish_Who';
import YEAR_TOTAL from '@salesforce/label/c.Takt_Publish_Year_Total';

export const labels = {
  BUTTON,
  CANCEL,
  CONFIRM_BUTTON,
  CONFIRM_FIRST,
  CONFIRM_REPLACE,
  CUT,
  DONE,
  EMPTY_TEXT,
  EMPTY_TITLE,
  ERROR_TEXT,
  ERROR_TITLE,
  FACTS,
  FAILED,
  IMPORTING,
  MONTH,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  OFF,
  OTHER_CURRENCY,
  SUM,
  TITLE,
  WHO,
  YEAR_TOTAL,
};
