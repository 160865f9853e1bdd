import BAD_NUMBER from '@salesforce/label/c.Takt_Not_A_Number';
import CANCEL from '@salesforce/label/c.Takt_Cancel';
import CONFLICT from '@salesforce/label/c.Takt_Action_Conflict';
import FIELD from '@salesforce/label/c.Takt_Conflict_Field';
import HINT from '@salesforce/label/c.Takt_Form_Keys';
import NEEDED from '@salesforce/label/c.Takt_Needed';
import NO_MEETING from '@salesforce/label/c.Takt_Action_No_Meeting';
import NOW from '@salesforce/label/c.Takt_Conflict_Now';
import REFUSED from '@salesforce/label/c.Takt_Refused';
import SAVE from '@salesforce/label/c.Takt_Save';
import SAVE_ANYWAY from '@salesforce/label/c.Takt_Save_Anyway';
import STARTED from '@salesforce/label/c.Takt_Conflict_Started';
import STATUS from '@salesforce/label/c.Takt_Action_Status';
import TAKE_THEIRS from '@salesforce/label/c.Takt_Take_Theirs';
import TYPED from '@salesforce/label/c.Takt_Conflict_Typed';

export const labels = {
  BAD_NUMBER,
  CANCEL,
  CONFLICT,
  FIELD,
  HINT,
  NEEDED,
  NO_MEETING,
  NOW,
  REFUSED,
  SAVE,
  SAVE_ANYWAY,
  STARTED,
  STATUS,
  TAKE_THEIRS,
  TYPED,
};
