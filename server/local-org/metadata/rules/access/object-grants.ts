import type { XmlElement } from '../../xml.ts';
import type { OrgView } from '../org-view.ts';
import { problem, type Rule } from '../rule.ts';
import { grantRule } from './grants.ts';

/** Each right with those that it needs. */
const needs: Readonly<Record<string, readonly string[]>> = {
  allowCreate: ['allowRead'],
  allowEdit: ['allowRead'],
  allowDelete: ['allowRead', 'allowEdit'],
  viewAllFields: ['allowRead'],
  viewAllRecords: ['allowRead'],
  modifyAllRecords: ['allowRead', 'allowEdit', 'allowDelete', 'viewAllRecords'],
};

/** A right on an object comes with the rights that it needs. */
export const objectRights = grantRule('object-rights', ['objectPermissions'], ({ entry, owner }) => {
  if (owner.type === 'MutingPermissionSet') return undefined;
  for (const [right, needed] of Object.entries(needs)) {
    const lacking = entry.flag(right) ? needed.find((one) => !entry.flag(one)) : undefined;
    if (lacking !== undefined) return `On ${entry.text('object') ?? ''}, ${right} needs ${lacking}.`;
  }
  return undefined;
});

const mastersOf = (org: OrgView, object: string): readonly string[] =>
  [...(org.object(object)?.fields.values() ?? [])]
    .filter((field) => field.custom && field.kind === 'MasterDetail')
    .flatMap((field) => field.referenceTo);

/** Standard objects that are seen only together with another. */
const standardParents: Readonly<Record<string, readonly string[]>> = {
  opportunity: ['Account'],
  contact: ['Account'],
};

const neverGranted = new Set(['user', 'task', 'event', 'opportunitylineitem', 'campaignmember']);

/** Who reads a detail reads its master. */
export const masterRights: Rule = ({ of, org }) =>
  of('PermissionSet').flatMap((set) => {
    const entries = new Map<string, XmlElement>(
      (set.xml?.all('objectPermissions') ?? []).map((entry) => [(entry.text('object') ?? '').toLowerCase(), entry]),
    );
    return [...entries].flatMap(([key, entry]) => {
      const object = entry.text('object') ?? '';
      if (!entry.flag('allowRead')) return [];
      const parents = [...mastersOf(org, object), ...(standardParents[key] ?? [])];
      return parents
        .filter(
          (parent) =>
            !neverGranted.has(parent.toLowerCase()) && entries.get(parent.toLowerCase())?.flag('allowRead') !== true,
        )
        .map((parent) =>
          problem('master-rights', set, `${set.fullName} reads ${object}, which needs allowRead on ${parent}.`, entry),
        );
    });
  });
