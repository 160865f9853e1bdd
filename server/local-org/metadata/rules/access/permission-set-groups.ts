import type { Component, Problem } from '../../package/component.ts';
import { isPackaged, meant } from '../names.ts';
import { repeated } from '../duplicates.ts';
import { problem, type Rule } from '../rule.ts';

const parts: readonly (readonly [string, string])[] = [
  ['permissionSets', 'PermissionSet'],
  ['mutingPermissionSets', 'MutingPermissionSet'],
];

const statusProblem = (group: Component): readonly Problem[] => {
  const status = group.xml?.one('status');
  return status === undefined || /^(Updated|Outdated|Updating|Failed)$/.test(status.content)
    ? []
    : [problem('group-members', group, `${status.content} is no status of a group.`, status)];
};

/** A group holds permission sets that exist, each once, and mutes with one that exists. */
export const permissionSetGroups: Rule = ({ of, org }) =>
  of('PermissionSetGroup').flatMap((group) => [
    ...statusProblem(group),
    ...parts.flatMap(([element, type]) => {
      const named = group.xml?.all(element) ?? [];
      const missing = named.filter(({ content }) => !org.has(type, content) && !isPackaged(content));
      return [
        ...missing.map((one) =>
          problem(
            'group-members',
            group,
            `There is no ${type} ${one.content}, which ${group.fullName} holds.${meant(one.content, org.names(type))}`,
            one,
          ),
        ),
        ...repeated(named, (one) => one.content).map((one) =>
          problem('group-members', group, `${group.fullName} holds ${one.content} twice.`, one),
        ),
      ];
    }),
  ]);

/** A custom permission that needs another needs one that exists, and not itself. */
export const requiredPermissions: Rule = ({ of, org }) =>
  of('CustomPermission').flatMap((permission) =>
    (permission.xml?.all('requiredPermission') ?? []).flatMap((entry) => {
      const name = entry.text('customPermission') ?? '';
      if (name === permission.fullName)
        return [problem('permission-needs', permission, `${name} needs itself.`, entry)];
      return org.has('CustomPermission', name) || isPackaged(name)
        ? []
        : [
            problem(
              'permission-needs',
              permission,
              `There is no custom permission ${name}, which ${permission.fullName} needs.`,
              entry,
            ),
          ];
    }),
  );
