import AS_OF from '@salesforce/label/c.Takt_As_Of';
import BEHIND from '@salesforce/label/c.Takt_Board_Behind';
import CUT from '@salesforce/label/c.Takt_Board_Cut';
import EMPTY_TEXT from '@salesforce/label/c.Takt_Board_Empty_Text';
import EMPTY_TITLE from '@salesforce/label/c.Takt_Board_Empty_Title';
import ERROR_TEXT from '@salesforce/label/c.Takt_Board_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Board_Error_Title';
import HIDDEN_TEXT from '@salesforce/label/c.Takt_Attain_Hidden_Text';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Board_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Board_No_Access_Title';
import NO_PLAN from '@salesforce/label/c.Takt_Attain_No_Plan';
import TITLE from '@salesforce/label/c.Takt_Attain_Title';

export const labels = {
  AS_OF,
  BEHIND,
  CUT,
  EMPTY_TEXT,
  EMPTY_TITLE,
  ERROR_TEXT,
  ERROR_TITLE,
  HIDDEN_TEXT,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  NO_PLAN,
  TITLE,
};
