import type { Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import { SchemaRegistry } from '../../../server/local-org/metadata/registry.ts';
import { nothing } from '../../../server/local-org/security/profiles.ts';
import { rightsOf, type Rights } from '../../../server/local-org/security/rights.ts';

/** Somebody to whom permissions are given together, and what these add up to without any profile. */
export interface Persona {
  readonly name: string;
  /** The permission set group that is assigned, or the permission set where it goes alone. */
  readonly assigned: string;
  readonly sets: readonly string[];
  /** The public group that goes with it, to work on rows of others. */
  readonly group?: string;
  readonly rights: Rights;
}

const known: readonly (readonly [name: string, assigned: string, group?: string])[] = [
  ['rep', 'Takt_Rep_User'],
  ['manager', 'Takt_Manager_User'],
  ['compensation', 'Takt_Compensation_User', 'Takt_Compensation_Team'],
  ['meeting lead', 'Takt_Meeting_Lead_User', 'Takt_Meeting_Leads'],
  ['contributor', 'Takt_Contributor_User'],
  ['admin', 'Takt_Admin_User', 'Takt_Admins'],
  ['service', 'Takt_Integration', 'Takt_Service'],
];

/** A persona of the table names a permission set or group that the package does not have, or the other way round. */
export class UnknownPersonaError extends Error {
  override readonly name = 'UnknownPersonaError';
}

/**
 * The personas of the package, in the order of the document.
 * @throws UnknownPersonaError where a group of the package is no persona's: it would be missing from the document.
 */
export const personasOf = (metadata: Metadata): readonly Persona[] => {
  const schema = new SchemaRegistry(metadata.objects);
  const forgotten = metadata.permissionSetGroups.filter(({ name }) => !known.some(([, assigned]) => assigned === name));
  if (forgotten.length > 0) {
    throw new UnknownPersonaError(
      `Nobody is described who gets ${forgotten.map(({ name }) => name).join(', ')}: add a persona.`,
    );
  }
  return known.map(([name, assigned, group]) => {
    const sets = metadata.permissionSetGroups.find((one) => one.name === assigned)?.permissionSets ?? [assigned];
    const given = sets.map((set) => {
      const found = metadata.permissionSets.find((one) => one.name === set);
      if (found === undefined)
        throw new UnknownPersonaError(`${assigned} names ${set}, which the package does not have.`);
      return found;
    });
    const rights = rightsOf(schema, nothing, given);
    return { name, assigned, sets, rights, ...(group === undefined ? {} : { group }) };
  });
};
