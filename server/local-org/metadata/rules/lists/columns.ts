import { isCustom, nearest } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { fieldMissing } from '../references.ts';

/** What lists call the fields that every custom object has; only for objects with an owner where `OWNER` stands. */
const standardColumns = new Set([
  'NAME',
  'CREATED_DATE',
  'CREATEDBY_USER',
  'CREATEDBY_USER.ALIAS',
  'CREATEDBY_USER.FIRST_NAME',
  'CREATEDBY_USER.LAST_NAME',
  'LAST_UPDATE',
  'UPDATEDBY_USER',
  'UPDATEDBY_USER.ALIAS',
  'UPDATEDBY_USER.FIRST_NAME',
  'UPDATEDBY_USER.LAST_NAME',
  'LAST_ACTIVITY',
  'RECORDTYPE',
  'CURRENCY_ISO_CODE',
  'OBJECT_ID',
  'LAST_VIEWED',
  'LAST_REFERENCED',
  'CURRENCYISOCODE',
  'ID',
  'RECORD_ID',
  'CONNECTION_RECEIVED',
  'CONNECTION_SENT',
  'SYSTEM_MODSTAMP',
  'MASTERLABEL',
  'DEVELOPERNAME',
  'NAMESPACEPREFIX',
  'LABEL',
  'ISPROTECTED',
  'LANGUAGE',
  'EXTERNALID',
  'DISPLAYURL',
]);
const ownerColumns = new Set([
  'OWNER',
  'OWNER.ALIAS',
  'OWNER.FIRST_NAME',
  'OWNER.LAST_NAME',
  'OWNER_ROLE',
  'OWNER.ROLE',
  'QUEUE',
  'OWNER.NAME',
  'TERRITORY',
]);

/** Upper-case names of standard objects' columns (`ACCOUNT.NAME`, `FULL_NAME`): too many to know. */
const looksStandard = (column: string): boolean => /^[A-Z0-9_]+(\.[A-Z0-9_]+)?$/.test(column);

/** What is wrong with a column of a list over `objectName`; undefined where nothing is, or nothing can be known. */
export const columnProblem = (org: OrgView, objectName: string, column: string): string | undefined => {
  const object = org.object(objectName);
  if (object === undefined) return undefined;
  const tail = column.includes('.') && isCustom(column) ? column.slice(column.indexOf('.') + 1) : column;
  if (isCustom(tail)) {
    const [prefix = ''] = column.split('.');
    const owner = column === tail || org.object(prefix) === undefined ? objectName : prefix;
    return fieldMissing(org, owner, tail);
  }
  if (!object.custom) return undefined;
  if (/__(latitude|longitude)__s$/i.test(column)) return fieldMissing(org, objectName, column);
  const upper = column.toUpperCase();
  if (ownerColumns.has(upper)) {
    return object.isDetail ? `${objectName} is a detail and has no owner, so no column ${column}.` : undefined;
  }
  if (standardColumns.has(upper)) return undefined;
  // Features bring columns of their own, in capitals; only slips in the known ones are sure.
  const all = [...standardColumns, ...ownerColumns];
  if (looksStandard(column) && nearest(column, all) === undefined) return undefined;
  return `${objectName} has no column ${column}; a list names its own fields NAME, OWNER.ALIAS, CREATED_DATE, LAST_UPDATE and Field__c.`;
};

/** The field behind a column of a list, where it is one that the package defines. */
export const customFieldOfColumn = (org: OrgView, objectName: string, column: string) => {
  const found = isCustom(column) && !column.includes('.') ? org.findField(objectName, column) : undefined;
  return found?.is === 'there' && found.value.custom ? found.value : undefined;
};
