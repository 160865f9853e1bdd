import type { Problem } from '../../package/component.ts';
import { meant } from '../names.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { targetConfigs } from './bundle-meta.ts';

/** Targets that show one record, so that a component may say of which objects. */
const recordTargets =
  /^lightning__Record(Page|Action)$|^lightningCommunity__|^lightning__(Voice|AgentforceInput|AgentforceOutput|FlowScreen)/;
const sizes = ['Large', 'Small'];
const actionTypes = ['Action', 'ScreenAction'];
const capabilities = [
  'lightning__dynamicComponent',
  'lightning__ServiceCloudVoiceToolkitApi',
  'lightningCommunity__RelaxedCSP',
  'lightning__LightningOut',
];

/** What a component says of a target fits the target: objects, sizes of screens, the kind of action, capabilities. */
export const targetDetails: Rule = ({ of }) =>
  of('LightningComponentBundle').flatMap((bundle): readonly Problem[] => [
    ...targetConfigs(bundle).flatMap(({ element, targets }): readonly Problem[] => {
      const objects = element.one('objects');
      const strange = targets.find((target) => !recordTargets.test(target));
      const forms = element.one('supportedFormFactors')?.all('supportedFormFactor') ?? [];
      const action = element.one('actionType');
      return [
        ...(objects !== undefined && strange !== undefined
          ? [problem('target-details', bundle, `${strange} shows no record, so it takes no objects.`, objects)]
          : []),
        ...forms
          .filter(({ attributes }) => !sizes.includes(attributes['type'] ?? ''))
          .map((form) =>
            problem(
              'target-details',
              bundle,
              `${form.attributes['type'] ?? 'Nothing'} is no form factor; Large and Small are.`,
              form,
            ),
          ),
        ...(action !== undefined && !actionTypes.includes(action.content)
          ? [
              problem(
                'target-details',
                bundle,
                `${action.content} is no actionType; Action and ScreenAction are.`,
                action,
              ),
            ]
          : []),
      ];
    }),
    ...(bundle.xml?.one('capabilities')?.all('capability') ?? [])
      .filter(({ content }) => !capabilities.includes(content))
      .map((one) =>
        warning(
          'target-details',
          bundle,
          `${one.content} is no capability that is known.${meant(one.content, capabilities)}`,
          one,
        ),
      ),
  ]);
