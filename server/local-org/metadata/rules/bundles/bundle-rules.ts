import type { Problem } from '../../package/component.ts';
import { repeated } from '../duplicates.ts';
import { meant, nearest } from '../names.ts';
import { objectMissing } from '../references.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { targetConfigs, targetsOf } from './bundle-meta.ts';

/** Where a component can be put. */
const knownTargets: readonly string[] = [
  'lightning__AppPage',
  'lightning__HomePage',
  'lightning__RecordPage',
  'lightning__RecordAction',
  'lightning__UtilityBar',
  'lightning__Tab',
  'lightning__FlowScreen',
  'lightning__FlowAction',
  'lightning__GlobalAction',
  'lightning__UrlAddressable',
  'lightning__Inbox',
  'lightning__VoiceExtension',
  'lightning__EnablementProgram',
  'lightning__AgentforceInput',
  'lightning__AgentforceOutput',
  'lightning__ServiceDocument',
  'lightning__ServiceCloudVoiceToolkitApi',
  'lightning__UrlAddressable',
  'lightning__SalesforceApp',
  'lightning__SubscriptionManagement',
  'lightning__AppFrameworkPage',
  'lightning__FieldServiceMobile',
  'lightning__BotMessaging',
  'lightning__LightningOut',
  'lightning__OmniScript',
  'lightning__MemberAffiliation',
  'lightningCommunity__Page',
  'lightningCommunity__Page_Layout',
  'lightningCommunity__Default',
  'lightningCommunity__Theme_Layout',
  'lightningCommunity__Theme_Layout_Slot',
  'lightningSnapin__ChatMessage',
  'lightningSnapin__Minimized',
  'lightningSnapin__PreChat',
  'lightningSnapin__ChatHeader',
  'lightningSnapin__MessagingPreChat',
  'lightningSnapin__MessagingMinimized',
  'lightningSnapin__MessagingHeader',
  'lightningSnapin__MessagingLinkMessageBubble',
  'lightningSnapin__MessagingTextMessageBubble',
  'lightningSnapin__MessagingHeader',
  'lightningStatic__Email',
  'analytics__Dashboard',
  'industries__PageTemplate',
  'lightning__dynamicRecordChoice',
  'lightning__Dashboard',
  'lightning__LightningType',
  'lightning__dataTable',
  'lightning__CrmAnalytics',
  'lightning__PropertyEditor',
  'lightning__EmailContent',
  'lightning__CmsWorkspace',
];

/** The oldest and the newest version of the API that a component may be written for. */
const versions = { least: 45, most: 68 };

/** A component says for which API version it is written, and where it can be put. */
export const bundleTargets: Rule = ({ of }) =>
  of('LightningComponentBundle').flatMap((bundle): readonly Problem[] => {
    const { xml } = bundle;
    if (xml === undefined) return [];
    const problems: Problem[] = [];
    const say = (message: string, at = xml): void => void problems.push(problem('bundle-target', bundle, message, at));
    const version = xml.one('apiVersion');
    if (version === undefined)
      problems.push(warning('bundle-target', bundle, `${bundle.fullName} does not say its apiVersion.`));
    else if (
      !/^\d+\.0$|^\d+$/.test(version.content) ||
      Number(version.content) < versions.least ||
      Number(version.content) > versions.most
    ) {
      say(
        `The apiVersion of ${bundle.fullName} is ${version.content}; ${versions.least}.0 to ${versions.most}.0 there are.`,
        version,
      );
    }
    const targets = xml.one('targets')?.all('target') ?? [];
    for (const target of targets) {
      if (knownTargets.includes(target.content)) continue;
      if (/^lightning\w*__\w+$/.test(target.content) && nearest(target.content, knownTargets) === undefined) continue;
      say(`There is no target ${target.content}.${meant(target.content, knownTargets)}`, target);
    }
    for (const again of repeated(targets, (one) => one.content))
      say(`The target ${again.content} is listed twice.`, again);
    if (targets.length > 0 && xml.text('isExposed') === 'false') {
      const placed = targets.filter(({ content }) => !/FlowScreen|RecordAction/.test(content));
      if (placed.length > 0)
        problems.push({
          ...problem(
            'bundle-target',
            bundle,
            `${bundle.fullName} has targets and is not exposed, so nobody can put it there.`,
          ),
          severity: 'warning',
        });
    }
    for (const config of targetConfigs(bundle)) {
      if (config.targets.length === 0) say('A targetConfig does not say its targets.', config.element);
      const strange = config.targets.find((target) => !targetsOf(bundle).includes(target));
      if (strange !== undefined)
        say(`A targetConfig is for ${strange}, which is not among the targets of ${bundle.fullName}.`, config.element);
    }
    return problems;
  });

/** Types of properties on pages; flows have their own, which name objects and Apex. */
const propertyTypes = new Set([
  'boolean',
  'integer',
  'string',
  'color',
  'richtext',
  'contentreference',
  'image',
  'dynamicrecordchoice',
  'contenttype',
  'search',
  'icon',
  'datetime',
  'date',
  'number',
  'double',
  'dimension',
  'measure',
]);
const pageTargets = new Set([
  'lightning__AppPage',
  'lightning__HomePage',
  'lightning__RecordPage',
  'lightning__UtilityBar',
]);
const pageTypes = new Set(['boolean', 'integer', 'string', 'color']);

const defaultProblem = (type: string, value: string): string | undefined => {
  if (value.startsWith('{!')) return undefined;
  if (type === 'integer' && !/^-?\d+$/.test(value)) return `${value} is no Integer`;
  return type === 'boolean' && !/^(true|false)$/i.test(value) ? `${value} is no Boolean` : undefined;
};

/** Properties that page builders set have a name, a type and a default of that type. */
export const bundleProperties: Rule = ({ of }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    targetConfigs(bundle).flatMap((config): readonly Problem[] => {
      const onFlow = config.targets.some((target) => /Flow|Agentforce|LightningType/.test(target));
      const onPages = config.targets.length > 0 && config.targets.every((target) => pageTargets.has(target));
      const say = (message: string, at: (typeof config.properties)[number]): Problem =>
        problem('bundle-property', bundle, message, at);
      return [
        ...repeated(config.properties, (one) => one.attributes['name']).map((one) =>
          say(`The property ${one.attributes['name'] ?? ''} is declared twice.`, one),
        ),
        ...config.properties.flatMap((property): readonly Problem[] => {
          const { name = '', type = '', default: preset } = property.attributes;
          if (name === '') return [say('A property has no name.', property)];
          if (type === '') return [say(`The property ${name} has no type.`, property)];
          const plain = type.toLowerCase();
          const known = onPages ? pageTypes : propertyTypes;
          if (!onFlow && !known.has(plain) && !/^@|^\{|apex:/.test(type))
            return [
              say(
                `The property ${name} is of type ${type}; Boolean, Color, Integer or String it can be on a page.`,
                property,
              ),
            ];
          const reason = preset === undefined || onFlow ? undefined : defaultProblem(plain, preset);
          return reason === undefined ? [] : [say(`The default of ${name}: ${reason}.`, property)];
        }),
      ];
    }),
  );

/** Objects that a component is for exist. */
export const bundleObjects: Rule = ({ of, org }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    targetConfigs(bundle).flatMap((config) =>
      (config.element.one('objects')?.all('object') ?? []).flatMap((object) => {
        const missing = objectMissing(org, object.content);
        return missing === undefined ? [] : [problem('bundle-object', bundle, missing, object)];
      }),
    ),
  );

/** A bundle is called like a JavaScript variable, and its files like the bundle. */
export const bundleFiles: Rule = ({ of }) =>
  of('LightningComponentBundle').flatMap((bundle): readonly Problem[] => {
    const name = bundle.fullName;
    const problems: Problem[] = [];
    if (!/^[a-z][A-Za-z0-9_]*$/.test(name) || name.includes('__') || name.endsWith('_')) {
      problems.push(
        problem(
          'bundle-files',
          bundle,
          `A component's name begins with a small letter and holds letters, digits and single underscores; ${name} does not.`,
        ),
      );
    }
    const own = bundle.contents.map((file) => file.slice(file.lastIndexOf(`/${name}/`) + name.length + 2));
    if (
      !own.some(
        (file) => file === `${name}.js` || file === `${name}.ts` || file === `${name}.html` || file === `${name}.css`,
      )
    ) {
      problems.push(problem('bundle-files', bundle, `The bundle ${name} has no ${name}.js.`));
    } else if (targetsOf(bundle).length > 0 && !own.some((file) => file === `${name}.js` || file === `${name}.ts`)) {
      problems.push(problem('bundle-files', bundle, `${name} can be put on pages and has no ${name}.js.`));
    }
    if (bundle.file !== '' && bundle.file.endsWith('.js-meta.xml') && !bundle.file.endsWith(`/${name}.js-meta.xml`)) {
      problems.push(problem('bundle-files', bundle, `The description of ${name} must be called ${name}.js-meta.xml.`));
    }
    return problems;
  });
