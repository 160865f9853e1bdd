import AGREE from '@salesforce/label/c.Takt_Deals_Agree';
import AMOUNT from '@salesforce/label/c.Takt_Deals_Amount';
import BEST_CASE from '@salesforce/label/c.Takt_Column_Best_Case';
import CHANCE from '@salesforce/label/c.Takt_Deals_Chance';
import CLOSE from '@salesforce/label/c.Takt_Deals_Close';
import COMMIT from '@salesforce/label/c.Takt_Column_Commit';
import COUNT from '@salesforce/label/c.Takt_Deals_Count';
import COUNT_ONE from '@salesforce/label/c.Takt_Deals_Count_One';
import CUT from '@salesforce/label/c.Takt_Deals_Cut';
import DIFFER from '@salesforce/label/c.Takt_Deals_Differ';
import DIFFERENCE from '@salesforce/label/c.Takt_Deals_Difference';
import EMPTY from '@salesforce/label/c.Takt_Deals_Empty';
import ERROR_TEXT from '@salesforce/label/c.Takt_Deals_Error_Text';
import ERROR_TITLE from '@salesforce/label/c.Takt_Deals_Error_Title';
import MORE from '@salesforce/label/c.Takt_Deals_More';
import NAME from '@salesforce/label/c.Takt_Deals_Name';
import NO_ACCESS_TEXT from '@salesforce/label/c.Takt_Deals_No_Access_Text';
import NO_ACCESS_TITLE from '@salesforce/label/c.Takt_Deals_No_Access_Title';
import NO_AMOUNT from '@salesforce/label/c.Takt_Deals_No_Amount';
import OWNER from '@salesforce/label/c.Takt_Deals_Owner';
import PIPELINE from '@salesforce/label/c.Takt_Column_Pipeline';
import QUIET from '@salesforce/label/c.Takt_Deals_Quiet';
import STAGE from '@salesforce/label/c.Takt_Deals_Stage';
import TITLE from '@salesforce/label/c.Takt_Deals_Title';
import WON from '@salesforce/label/c.Takt_Column_Won';

export const labels = {
  AGREE,
  AMOUNT,
  CHANCE,
  CLOSE,
  COUNT,
  COUNT_ONE,
  CUT,
  DIFFER,
  DIFFERENCE,
  EMPTY,
  ERROR_TEXT,
  ERROR_TITLE,
  MORE,
  NAME,
  NO_ACCESS_TEXT,
  NO_ACCESS_TITLE,
  NO_AMOUNT,
  OWNER,
  QUIET,
  STAGE,
  TITLE,
};

export const kindNames = { won: WON, commit: COMMIT, bestCase: BEST_CASE, pipeline: PIPELINE } as const;
