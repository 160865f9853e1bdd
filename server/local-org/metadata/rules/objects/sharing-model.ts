import type { Problem } from '../../package/component.ts';
import { apiName } from '../names.ts';
import { problem, type Rule } from '../rule.ts';

const openness: Readonly<Record<string, number>> = { Private: 0, Read: 1, ReadWrite: 2 };

/** Details follow their master; others say who sees them, and outsiders never see more than insiders. */
export const sharingModels: Rule = ({ of, org }) =>
  of('CustomObject').flatMap((object) => {
    const { xml, fullName } = object;
    if (xml === undefined || apiName(fullName).ending !== 'c' || xml.one('customSettingsType') !== undefined) return [];
    const inside = xml.one('sharingModel');
    const outside = xml.one('externalSharingModel');
    const say = (message: string, at = inside): Problem => problem('sharing-model', object, message, at);
    const isDetail = org.object(fullName)?.isDetail ?? false;
    const problems: Problem[] = [];
    for (const model of [inside, outside]) {
      if (model === undefined) continue;
      const byParent = model.content === 'ControlledByParent';
      if (byParent && !isDetail) {
        problems.push(
          say(`${fullName} has no master-detail field, so its ${model.name} cannot be ControlledByParent.`, model),
        );
      } else if (!byParent && isDetail) {
        problems.push(
          say(`${fullName} is a detail of another object, so its ${model.name} must be ControlledByParent.`, model),
        );
      } else if (!byParent && openness[model.content] === undefined) {
        problems.push(say(`${model.content} is no ${model.name} of a custom object.`, model));
      }
    }
    const [inner, outer] = [openness[inside?.content ?? ''], openness[outside?.content ?? '']];
    if (inner !== undefined && outer !== undefined && outer > inner) {
      problems.push(say(`externalSharingModel of ${fullName} is more open than its sharingModel.`, outside));
    }
    return problems;
  });
