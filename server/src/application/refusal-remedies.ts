/** What to do about a refusal, by the CRM's error code. */
const remedies: ReadonlyMap<string, string> = new Map([
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Exempt the service user from the validation rule that the reason names.'],
  [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'See which flow or trigger of the object refuses it, and exempt the service user.',
  ],
  [
    'UNABLE_TO_LOCK_ROW',
    'Something else changes these records all the time: look for a job or flow that runs for long.',
  ],
  ['INSUFFICIENT_ACCESS_OR_READONLY', 'Make the service user a member of the public group Takt Service.'],
  [
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'Give the service user access to the record that the row refers to.',
  ],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', 'Assign the permission set Takt_Integration to the service user.'],
  [
    'INVALID_CROSS_REFERENCE_KEY',
    'The record that the row refers to is not there: restore it, or wait for it to be written.',
  ],
  ['INVALID_FIELD', 'The record that the row refers to is not there: restore it, or wait for it to be written.'],
  ['ENTITY_IS_DELETED', 'The record is in the recycle bin: restore it, or delete it for good.'],
  ['DUPLICATE_VALUE', 'Another record has the same key, perhaps one in the recycle bin: delete it for good.'],
  ['DUPLICATE_EXTERNAL_ID', 'Several records have the same key: delete all of them but one.'],
  ['STRING_TOO_LONG', 'The field was made shorter in this org: give it back its length.'],
  ['STORAGE_LIMIT_EXCEEDED', 'The org is full: free or buy data storage.'],
]);

/** The one thing that would most likely help. */
export const remedyFor = (reason: string): string => {
  const codes = [...reason.matchAll(/\b[A-Z][A-Z_]{4,}\b/g)].map(([code]) => code);
  const known = codes.find((code) => remedies.has(code));
  const remedy = known === undefined ? undefined : remedies.get(known);
  return (
    remedy ?? 'Mend what the reason says; the row is tried again every day, or at once by takt dead-letters --retry.'
  );
};
