import COLUMN_CHILDREN from '@salesforce/label/c.Takt_Quota_Column_Children';
import COLUMN_COLUMN from '@salesforce/label/c.Takt_Quota_Column_Column';
import COLUMN_DIFFERENCE from '@salesforce/label/c.Takt_Quota_Column_Difference';
import COLUMN_GIVEN from '@salesforce/label/c.Takt_Quota_Column_Given';
import COLUMN_LINE from '@salesforce/label/c.Takt_Quota_Column_Line';
import COLUMN_REMEDY from '@salesforce/label/c.Takt_Quota_Column_Remedy';
import COLUMN_TEAM from '@salesforce/label/c.Takt_Quota_Column_Team';
import COLUMN_TEXT from '@salesforce/label/c.Takt_Quota_Column_Text';
import DIFFERENCES from '@salesforce/label/c.Takt_Quota_Differences';
import DOWNLOAD from '@salesforce/label/c.Takt_Quota_Download';
import ERRORS from '@salesforce/label/c.Takt_Quota_Errors';
import LISTED from '@salesforce/label/c.Takt_Quota_Listed';
import MUST_CORRECT from '@salesforce/label/c.Takt_Quota_Must_Correct';
import NOTHING_WRONG from '@salesforce/label/c.Takt_Quota_Nothing_Wrong';
import PREVIEW_COUNTS from '@salesforce/label/c.Takt_Quota_Preview_Counts';
import PREVIEW_TITLE from '@salesforce/label/c.Takt_Quota_Preview_Title';
import PREVIEW_TOTAL from '@salesforce/label/c.Takt_Quota_Preview_Total';
import WARNINGS from '@salesforce/label/c.Takt_Quota_Warnings';

export const labels = {
  COLUMN_CHILDREN,
  COLUMN_COLUMN,
  COLUMN_DIFFERENCE,
  COLUMN_GIVEN,
  COLUMN_LINE,
  COLUMN_REMEDY,
  COLUMN_TEAM,
  COLUMN_TEXT,
  DIFFERENCES,
  DOWNLOAD,
  ERRORS,
  LISTED,
  MUST_CORRECT,
  NOTHING_WRONG,
  PREVIEW_COUNTS,
  PREVIEW_TITLE,
  PREVIEW_TOTAL,
  WARNINGS,
};
