import type { Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import type { Field, SObject } from '../../../server/local-org/metadata/schema.ts';
import type { Persona } from './personas.ts';

/** `all` rows, those that a rule opens as well as the own ones, or the `own` ones and those of people below. */
export type Reach = 'all' | 'opened' | 'own';
export type Action = 'read' | 'create' | 'edit' | 'delete';

export const masterOf = (object: SObject): Field | undefined =>
  [...object.fields.values()].find((field) => field.masterDetail);

const byRules = (metadata: Metadata, persona: Persona, object: SObject, level: 'read' | 'edit'): Reach => {
  const rules = metadata.sharingRules.filter(
    (rule) =>
      rule.object === object.name &&
      rule.sharedTo.name === persona.group &&
      (level === 'read' || rule.access === 'Edit'),
  );
  if (rules.some((rule) => rule.sharedFrom?.kind === 'allInternalUsers')) return 'all';
  return rules.length > 0 ? 'opened' : 'own';
};

/** Which records the persona reaches, whatever its object permissions, being a member of its public group. */
const recordReach = (metadata: Metadata, persona: Persona, object: SObject, level: 'read' | 'edit'): Reach => {
  if (persona.rights.may(level === 'read' ? 'viewAll' : 'modifyAll', object.name)) return 'all';
  if (object.sharingModel === 'ReadWrite' || (object.sharingModel === 'Read' && level === 'read')) return 'all';
  const link = masterOf(object);
  const master = metadata.objects.find(({ name }) => name === link?.referenceTo[0]);
  if (link === undefined || master === undefined) return byRules(metadata, persona, object, level);
  return recordReach(metadata, persona, master, link.writeRequiresMasterRead ? 'read' : level);
};

/** Which records of an object a persona may read, edit or delete; undefined for none. Creating has no reach: `all`. */
export const reachOf = (metadata: Metadata, persona: Persona, object: SObject, action: Action): Reach | undefined => {
  const { rights } = persona;
  if (!rights.may(action, object.name)) return undefined;
  switch (action) {
    case 'create':
      return 'all';
    case 'read':
    case 'edit':
      return recordReach(metadata, persona, object, action);
    case 'delete': {
      // Sharing never gives deletion; to delete a detail is to change its master.
      if (rights.may('modifyAll', object.name)) return 'all';
      return masterOf(object) === undefined ? 'own' : recordReach(metadata, persona, object, 'edit');
    }
  }
};
