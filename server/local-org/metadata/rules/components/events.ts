import type { Problem } from '../../package/component.ts';
import { apiName, isNamespaced, isPackaged } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { problem, type Rule } from '../rule.ts';

/** A member of an event channel is an object's change event or a platform event, on a channel that exists. */
export const channelMembers: Rule = ({ of, org }) =>
  of('PlatformEventChannelMember').flatMap((member): readonly Problem[] => {
    const entity = member.xml?.one('selectedEntity');
    const channel = member.xml?.one('eventChannel');
    const problems: Problem[] = [];
    if (entity !== undefined) {
      const source = entity.content.replace(/__ChangeEvent$/, '__c').replace(/ChangeEvent$/, '');
      const event =
        entity.content.endsWith('ChangeEvent') ||
        apiName(entity.content).ending === 'e' ||
        !entity.content.includes('__');
      const missing = event
        ? objectMissing(org, source)
        : `${entity.content} is no event; a change event is called ${entity.content.replace(/__c$/, '__ChangeEvent')}.`;
      if (missing !== undefined) problems.push(problem('channel-member', member, missing, entity));
      else {
        for (const enriched of member.xml?.all('enrichedFields') ?? []) {
          const absent = fieldMissing(org, source, enriched.text('name') ?? '');
          if (absent !== undefined) problems.push(problem('channel-member', member, absent, enriched));
        }
      }
    }
    if (
      channel !== undefined &&
      channel.content !== 'ChangeEvents' &&
      !org.has('PlatformEventChannel', channel.content) &&
      !isNamespaced(channel.content)
    ) {
      problems.push(problem('channel-member', member, `There is no event channel ${channel.content}.`, channel));
    }
    return problems;
  });

/** Settings and policies of an external client app belong to one that exists. */
export const externalClientApps: Rule = ({ contents, org }) =>
  contents.components.flatMap((component) => {
    const app = component.type.startsWith('ExtlClntApp') ? component.xml?.one('externalClientApplication') : undefined;
    return app === undefined ||
      app.content === '' ||
      org.has('ExternalClientApplication', app.content) ||
      isPackaged(app.content)
      ? []
      : [problem('external-client-app', component, `There is no external client app ${app.content}.`, app)];
  });

/** A role reports to one that exists; a queue is for objects that exist. */
export const rolesAndQueues: Rule = ({ of, org }) => [
  ...of('Role').flatMap((role) => {
    const parent = role.xml?.one('parentRole');
    return parent === undefined || parent.content === '' || org.has('Role', parent.content)
      ? []
      : [problem('role-parent', role, `There is no role ${parent.content}.`, parent)];
  }),
  ...of('Queue').flatMap((queue) =>
    (queue.xml?.all('queueSobject') ?? []).flatMap((entry) => {
      const missing = objectMissing(org, entry.text('sobjectType') ?? '');
      return missing === undefined ? [] : [problem('queue-object', queue, missing, entry)];
    }),
  ),
];

/** Records of custom metadata types fill fields that their type has. */
export const metadataRecords: Rule = ({ of, org }) =>
  of('CustomMetadata').flatMap((record): readonly Problem[] => {
    const [type = ''] = record.fullName.split('.');
    const object = type.endsWith('__mdt') ? type : `${type}__mdt`;
    const missing = objectMissing(org, object);
    if (missing !== undefined) return [problem('metadata-record', record, missing)];
    return (record.xml?.all('values') ?? []).flatMap((entry) => {
      const absent = fieldMissing(org, object, entry.text('field') ?? '');
      return absent === undefined ? [] : [problem('metadata-record', record, absent, entry)];
    });
  });
