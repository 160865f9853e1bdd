import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Rows are shared with public groups, which an admin fills, never with everybody. */
export const sharedNarrowly: Rule = ({ of }) =>
  ['SharingCriteriaRule', 'SharingOwnerRule'].flatMap((type) =>
    of(type).flatMap((rule) =>
      (rule.xml?.one('sharedTo')?.elements ?? [])
        .filter(({ name }) => name !== 'group')
        .map((entry) =>
          problem(
            'shared-narrowly',
            rule,
            `${rule.fullName} shares with ${entry.name}; a public group it should be.`,
            entry,
          ),
        ),
    ),
  );

const service = 'Takt_Service';

/** What the service user edits without owning it is shared with its group for editing. */
export const sharedWithService: Rule = ({ of }) => {
  const opened = new Set(
    of('SharingOwnerRule')
      .filter(
        ({ xml }) =>
          xml?.text('accessLevel') === 'Edit' && xml.one('sharedTo')?.texts('group').includes(service) === true,
      )
      .map(({ fullName }) => fullName.split('.')[0] ?? ''),
  );
  const closed = new Map(
    of('CustomObject')
      .filter(({ xml }) => ['Private', 'Read'].includes(xml?.text('sharingModel') ?? ''))
      .map((object) => [object.fullName, object] as const),
  );
  return of('PermissionSet')
    .filter(({ fullName }) => fullName === 'Takt_Integration')
    .flatMap((set) =>
      (set.xml?.all('objectPermissions') ?? [])
        .filter((entry) => entry.flag('allowEdit') && !entry.flag('modifyAllRecords'))
        .flatMap((entry) => {
          const object = closed.get(entry.text('object') ?? '');
          return object === undefined || opened.has(object.fullName)
            ? []
            : [
                problem(
                  'shared-with-service',
                  object,
                  `Takt_Integration edits ${object.fullName}, but no sharing rule opens rows of others to ${service}.`,
                ),
              ];
        }),
    );
};
