import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import type { Records } from './writePlan';

/** The CRM's records with the rights of whoever looks at the screen. */
export const records: Records = {
  create: async (apiName, fields) => (await createRecord({ apiName, fields })).id,
  update: (Id, fields) => updateRecord({ fields: { Id, ...fields } }),
  remove: (id) => deleteRecord(id),
};
