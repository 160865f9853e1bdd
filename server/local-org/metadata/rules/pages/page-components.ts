import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { propertiesFor, targetConfigs, targetsOf } from '../bundles/bundle-meta.ts';
import { isPackaged, meant, nearest } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { problem, type Rule } from '../rule.ts';
import { componentInstances } from './page-parts.ts';

const targets: Readonly<Record<string, string>> = {
  RecordPage: 'lightning__RecordPage',
  AppPage: 'lightning__AppPage',
  HomePage: 'lightning__HomePage',
  UtilityBar: 'lightning__UtilityBar',
};

/** Standard components that Takt's pages use or may; only a slip in one of these names is found. */
const standard: readonly string[] = [
  'force:highlightsPanel',
  'force:detailPanel',
  'force:relatedListContainer',
  'force:relatedListSingleContainer',
  'force:relatedListQuickLinksContainer',
  'force:recordDetailPanelMobile',
  'flexipage:tabset',
  'flexipage:tab',
  'flexipage:accordion',
  'flexipage:accordionSection',
  'flexipage:richText',
  'flexipage:column',
  'flexipage:fieldSection',
  'flexipage:filterListCard',
  'flexipage:reportChart',
  'flexipage:visualforcePage',
  'flexipage:recentItems',
  'flexipage:dashboardMetrics',
  'runtime_sales_activities:activityPanel',
  'runtime_sales_activities:todayTaskContainer',
  'forceChatter:recordFeedContainer',
  'forceChatter:publisher',
  'desktopDashboards:embeddedDashboard',
  'home:eventContainer',
  'home:topDealsContainer',
  'home:recentRecordContainer',
  'home:assistant',
  'lst:dynamicRelatedList',
  'record_flexipage:dynamicHighlights',
  'runtime_sales_pathassistant:pathAssistant',
  'home:heroPanel',
  'native_reports:reportChart',
];

interface Placed {
  readonly page: Component;
  readonly instance: XmlElement;
  readonly org: OrgView;
}

/** The bundle behind `c:forecastBoard` or `forecastBoard`; `false` where the name is nobody's here. */
const bundleOf = ({ instance, org }: Placed): Component | string | undefined => {
  const name = instance.text('componentName') ?? '';
  const [namespace = '', own = ''] = name.split(':');
  if (own !== '' && namespace !== 'c') {
    const near = standard.includes(name) ? undefined : nearest(name, standard);
    return near === undefined || !/^(force|flexipage|home)$/.test(namespace)
      ? undefined
      : `There is no component ${name}. Did you mean ${near}?`;
  }
  const bundle = own === '' ? namespace : own;
  if (isPackaged(bundle)) return undefined;
  const found = org.component('LightningComponentBundle', bundle);
  if (found !== undefined) return found;
  if (org.has('AuraDefinitionBundle', bundle)) return undefined;
  const names = [...org.names('LightningComponentBundle'), ...org.names('AuraDefinitionBundle')];
  return `There is no component ${name}.${meant(bundle, names)}`;
};

const valueProblem = (declared: XmlElement, value: string): string | undefined => {
  const { name = '', type = '', min, max, datasource } = declared.attributes;
  const plain = type.toLowerCase();
  if (plain === 'integer') {
    if (!/^-?\d+$/.test(value)) return `${name} is an Integer, which ${value} is not.`;
    if (min !== undefined && Number(value) < Number(min)) return `${name} is at least ${min}, which ${value} is not.`;
    if (max !== undefined && Number(value) > Number(max)) return `${name} is at most ${max}, which ${value} is not.`;
  }
  if (plain === 'boolean' && !/^(true|false)$/i.test(value)) return `${name} is a Boolean, which ${value} is not.`;
  if (plain !== 'string' || datasource === undefined || /apex:\/\//.test(datasource)) return undefined;
  const choices = datasource.split(',').map((one) => one.trim());
  return choices.includes(value.trim()) ? undefined : `${name} is one of ${choices.join(', ')}, which ${value} is not.`;
};

const propertyProblems = ({ page, instance }: Placed, bundle: Component, target: string): readonly Problem[] => {
  const declared = propertiesFor(bundle, target);
  // A decorator, such as a utility item's label and width, belongs to the place and not to the component.
  const given = instance.all('componentInstanceProperties').filter((one) => one.text('type') !== 'decorator');
  const say = (message: string, at: XmlElement): Problem => problem('page-property', page, message, at);
  const lacking = declared.filter(
    ({ attributes }) =>
      attributes['required'] === 'true' &&
      attributes['default'] === undefined &&
      !given.some((one) => one.text('name') === attributes['name']),
  );
  return [
    ...lacking.map(({ attributes }) =>
      say(`The component ${bundle.fullName} needs its property ${attributes['name'] ?? ''}.`, instance),
    ),
    ...given.flatMap((property): readonly Problem[] => {
      const name = property.text('name') ?? '';
      const known = declared.find((one) => one.attributes['name'] === name);
      if (known === undefined) {
        const names = declared.map((one) => one.attributes['name'] ?? '');
        return [
          say(`The component ${bundle.fullName} has no property ${name} for ${target}.${meant(name, names)}`, property),
        ];
      }
      const value = property.text('value');
      const reason = value === undefined || value === '' || /^\{!/.test(value) ? undefined : valueProblem(known, value);
      return reason === undefined ? [] : [say(reason, property)];
    }),
  ];
};

const placementProblem = (page: Component, bundle: Component, target: string): string | undefined => {
  const { xml, fullName } = bundle;
  if (xml === undefined) return undefined;
  if (!targetsOf(bundle).includes(target))
    return `The component ${fullName} is not for a ${page.xml?.text('type') ?? ''}: its targets lack ${target}.`;
  if (!xml.flag('isExposed')) return `The component ${fullName} is not exposed (isExposed), so no page can show it.`;
  const objects = targetConfigs(bundle)
    .filter((config) => config.targets.includes(target))
    .flatMap((config) => config.objects);
  const shown = page.xml?.text('sobjectType') ?? '';
  return target === 'lightning__RecordPage' &&
    objects.length > 0 &&
    !objects.some((one) => one.toLowerCase() === shown.toLowerCase())
    ? `The component ${fullName} is for ${objects.join(', ')}, not for ${shown}.`
    : undefined;
};

/** Components on a page exist, are made for such a page, and get properties that they have. */
export const pageComponents: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page) => {
    const target = targets[page.xml?.text('type') ?? ''];
    return componentInstances(page).flatMap((instance): readonly Problem[] => {
      const placed = { page, instance, org };
      const bundle = bundleOf(placed);
      if (bundle === undefined) return [];
      if (typeof bundle === 'string') return [problem('page-component', page, bundle, instance)];
      if (target === undefined || bundle.xml === undefined) return [];
      const reason = placementProblem(page, bundle, target);
      return reason === undefined
        ? propertyProblems(placed, bundle, target)
        : [problem('page-component', page, reason, instance)];
    });
  });
