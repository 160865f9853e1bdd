import BEHIND from '@salesforce/label/c.Takt_Board_Behind';
import CHART_TITLE from '@salesforce/label/c.Takt_Series_Title';
import CHART_NOTE from '@salesforce/label/c.Takt_Series_Note';
import CUT from '@salesforce/label/c.Takt_Board_Cut';
import EMPTY_TEXT from '@salesforce/label/c.Takt_Board_Empty_Text';
import EMPTY_TITLE from '@salesforce/label/c.Takt_Board_Empty_Title';
import ERROR_TEXT from '@salesforce/label/c.Takt_Board_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Board_Error_Title';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Board_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Board_No_Access_Title';
import RECOMPUTE from '@salesforce/label/c.Takt_Recompute';

export const labels = {
  BEHIND,
  CHART_NOTE,
  CHART_TITLE,
  CUT,
  EMPTY_TEXT,
  EMPTY_TITLE,
  ERROR_TEXT,
  ERROR_TITLE,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  RECOMPUTE,
};
