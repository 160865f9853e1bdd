import timeZone from '@salesforce/i18n/timeZone';
export const levels = ['ERROR', 'WARN'];
export const format = (text) => `${timeZone} ${text}`;
