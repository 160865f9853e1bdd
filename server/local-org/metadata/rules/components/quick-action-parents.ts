import { isCustom } from '../names.ts';
import { problem, type Rule } from '../rule.ts';

/** The lookup by which an action hangs its new record looks up the object that the action is on. */
export const quickActionParents: Rule = ({ of, org }) =>
  of('QuickAction').flatMap((action) => {
    const field = action.xml?.one('targetParentField');
    const target = action.xml?.text('targetObject') ?? '';
    const [object = '', own] = action.fullName.split('.');
    if (field === undefined || own === undefined || !isCustom(field.content)) return [];
    const found = org.findField(target, field.content);
    if (found.is !== 'there' || found.value.referenceTo.length === 0) return [];
    return found.value.referenceTo.some((one) => one.toLowerCase() === object.toLowerCase())
      ? []
      : [
          problem(
            'quick-action-parent',
            action,
            `${field.content} looks up ${found.value.referenceTo.join(', ')}, not ${object}.`,
            field,
          ),
        ];
  });
