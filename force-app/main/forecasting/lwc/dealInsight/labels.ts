import AS_OF from '@salesforce/label/c.Takt_As_Of';
import CHANGED_BY from '@salesforce/label/c.Takt_Insight_Changed_By';
import CLOSED_LOST from '@salesforce/label/c.Takt_Insight_Closed_Lost';
import CLOSED_TITLE from '@salesforce/label/c.Takt_Insight_Closed_Title';
import CLOSED_WON from '@salesforce/label/c.Takt_Insight_Closed_Won';
import DAYS_IN_STAGE from '@salesforce/label/c.Takt_Insight_Days_In_Stage';
import ERROR_TEXT from '@salesforce/label/c.Takt_Insight_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Insight_Error_Title';
import EXPECTED_CLOSE from '@salesforce/label/c.Takt_Insight_Expected_Close';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Insight_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Insight_No_Access_Title';
import NO_DRIVERS from '@salesforce/label/c.Takt_Insight_No_Drivers';
import OWN_CLOSE from '@salesforce/label/c.Takt_Insight_Own_Close';
import PUSHES from '@salesforce/label/c.Takt_Insight_Pushes';
import STALE_TEXT from '@salesforce/label/c.Takt_Insight_Stale_Text';
import STALE_TITLE from '@salesforce/label/c.Takt_Insight_Stale_Title';
import SUGGESTION from '@salesforce/label/c.Takt_Insight_Suggestion';
import TITLE from '@salesforce/label/c.Takt_Insight_Title';
import NOT_KNOWN from '@salesforce/label/c.Takt_Insight_Unknown';
import WAITING_TEXT from '@salesforce/label/c.Takt_Insight_Waiting_Text';
import WAITING_TITLE from '@salesforce/label/c.Takt_Insight_Waiting_Title';

export const labels = {
  AS_OF,
  CHANGED_BY,
  CLOSED_LOST,
  CLOSED_TITLE,
  CLOSED_WON,
  DAYS_IN_STAGE,
  ERROR_TEXT,
  ERROR_TITLE,
  EXPECTED_CLOSE,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  NO_DRIVERS,
  NOT_KNOWN,
  OWN_CLOSE,
  PUSHES,
  STALE_TEXT,
  STALE_TITLE,
  SUGGESTION,
  TITLE,
  WAITING_TEXT,
  WAITING_TITLE,
};
