import express, { type Router } from 'express';
import { z } from 'zod';
import type { LocalOrg } from '../local-org.ts';
import { trackFields } from '../store/behaviours/field-history.ts';
import { hiddenFields, type HiddenFields } from '../store/hidden-fields.ts';

const fieldSchema = z.strictObject({ object: z.string().min(1), field: z.string().min(1) });

/** Of deals: the field history of no other object is kept. */
const trackSchema = z.strictObject({
  object: z.literal('Opportunity').default('Opportunity'),
  fields: z.array(z.string()),
});

/** Hides fields from everybody by field-level security, and shows them again. */
export const fieldsAdmin = (org: LocalOrg): Router => {
  const router = express.Router();
  const act = (path: string, work: (fields: HiddenFields, object: string, field: string) => void): void => {
    router.post(path, (request, response) => {
      const { object, field } = fieldSchema.parse(request.body);
      if (org.schema.object(object)?.fields.has(field.toLowerCase()) !== true) {
        response.status(404).json({ problems: [`There is no field ${object}.${field}`] });
        return;
      }
      work(hiddenFields(org.kernel.database), object, field);
      // What was resolved before knows the field yet.
      org.kernel.actors.forget();
      response.status(204).end();
    });
  };
  act('/fields/hide', (fields, object, field) => {
    fields.hide(object, field);
  });
  act('/fields/show', (fields, object, field) => {
    fields.show(object, field);
  });
  router.post('/fields/track', (request, response) => {
    const { fields } = trackSchema.parse(request.body);
    const known = org.schema.object('Opportunity')?.fields;
    const names = fields.map((name) => known?.get(name.toLowerCase())?.name ?? name);
    trackFields(org.kernel.database, names);
    response.status(204).end();
  });
  return router;
};
