import FORM_FACTOR from '@salesforce/client/formFactor';
import userId from '@salesforce/user/Id';
import getSettings from '@salesforce/apex/ComponentTrace.getSettings';
import save from "@salesforce/apex/ComponentTrace.save";
import { format, levels as LEVELS } from 'c/traceFormat';
export function createTraceService() {
  return { FORM_FACTOR, userId, getSettings, save, format, LEVELS };
}
