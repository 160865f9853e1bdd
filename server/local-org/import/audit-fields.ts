const auditNames = new Set(['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid']);

/** True for the columns that say who and when; where their user is gone they are left to the importing user. */
export const isAuditField = (name: string): boolean => auditNames.has(name.toLowerCase());
