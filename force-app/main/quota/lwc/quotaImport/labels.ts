import CHOOSE from '@salesforce/label/c.Takt_Quota_Choose';
import COMMA from '@salesforce/label/c.Takt_Quota_Comma';
import DATES from '@salesforce/label/c.Takt_Quota_Dates';
import DECLARE_FIRST from '@salesforce/label/c.Takt_Quota_Declare_First';
import DELIMITER from '@salesforce/label/c.Takt_Quota_Delimiter';
import ERROR_TEXT from '@salesforce/label/c.Takt_Quota_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Quota_Error_Title';
import FILE_HINT from '@salesforce/label/c.Takt_Quota_File_Hint';
import FILE_LABEL from '@salesforce/label/c.Takt_Quota_File_Label';
import FILE_TITLE from '@salesforce/label/c.Takt_Quota_File_Title';
import FORMAT_HINT from '@salesforce/label/c.Takt_Quota_Format_Hint';
import FORMAT_TITLE from '@salesforce/label/c.Takt_Quota_Format_Title';
import IMPORT from '@salesforce/label/c.Takt_Quota_Import';
import IMPORTED from '@salesforce/label/c.Takt_Quota_Imported';
import IMPORTING from '@salesforce/label/c.Takt_Quota_Importing';
import LEAD from '@salesforce/label/c.Takt_Quota_Lead';
import LEFT from '@salesforce/label/c.Takt_Quota_Left';
import LINE from '@salesforce/label/c.Takt_Quota_Line';
import LOADING from '@salesforce/label/c.Takt_Loading';
import NOT_TAKEN_BACK from '@salesforce/label/c.Takt_Quota_Not_Taken_Back';
import NOT_TEXT from '@salesforce/label/c.Takt_Quota_Not_Text';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Quota_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Quota_No_Access_Title';
import NO_MONTHS from '@salesforce/label/c.Takt_Quota_No_Months';
import NO_YEARS_TEXT from '@salesforce/label/c.Takt_Quota_No_Years_Text';
import NO_YEARS_TITLE from '@salesforce/label/c.Takt_Quota_No_Years_Title';
import NUMBERS from '@salesforce/label/c.Takt_Quota_Numbers';
import OPEN_PLAN from '@salesforce/label/c.Takt_Quota_Open_Plan';
import OPEN_QUOTE from '@salesforce/label/c.Takt_Quota_Open_Quote';
import REFUSED from '@salesforce/label/c.Takt_Quota_Refused';
import REMOVE from '@salesforce/label/c.Takt_Quota_Remove';
import SEMICOLON from '@salesforce/label/c.Takt_Quota_Semicolon';
import TAB from '@salesforce/label/c.Takt_Quota_Tab';
import TITLE from '@salesforce/label/c.Takt_Quota_Title';
import TOO_LARGE from '@salesforce/label/c.Takt_Quota_Too_Large';
import TOO_MANY_ROWS from '@salesforce/label/c.Takt_Quota_Too_Many_Rows';
import UNREADABLE from '@salesforce/label/c.Takt_Quota_Unreadable';
import YEAR from '@salesforce/label/c.Takt_Quota_Year';

export const labels = {
  CHOOSE,
  COMMA,
  DATES,
  DECLARE_FIRST,
  DELIMITER,
  ERROR_TEXT,
  ERROR_TITLE,
  FILE_HINT,
  FILE_LABEL,
  FILE_TITLE,
  FORMAT_HINT,
  FORMAT_TITLE,
  IMPORT,
  IMPORTED,
  IMPORTING,
  LEAD,
  LEFT,
  LINE,
  LOADING,
  NOT_TAKEN_BACK,
  NOT_TEXT,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  NO_MONTHS,
  NO_YEARS_TEXT,
  NO_YEARS_TITLE,
  NUMBERS,
  OPEN_PLAN,
  OPEN_QUOTE,
  REFUSED,
  REMOVE,
  SEMICOLON,
  TAB,
  TITLE,
  TOO_LARGE,
  TOO_MANY_ROWS,
  UNREADABLE,
  YEAR,
};
