import { problem, type Rule } from '../rule.ts';

/** A notification type names itself as its file does. */
export const notificationTypes: Rule = ({ of }) =>
  of('CustomNotificationType').flatMap((type) => {
    const at = type.xml?.one('customNotifTypeName');
    return at === undefined || at.content === type.fullName
      ? []
      : [
          problem(
            'notification-type',
            type,
            `The file is called ${type.fullName}, and the type in it ${at.content}.`,
            at,
          ),
        ];
  });
