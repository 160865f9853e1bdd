import { componentInstances } from '../../../server/local-org/metadata/rules/pages/page-parts.ts';
import { motifName } from '../../../server/local-org/metadata/rules/pages/motifs.ts';
import { isStandardTab } from '../../../server/local-org/metadata/rules/pages/standard-tabs.ts';
import { isListedTemplate } from '../../../server/local-org/metadata/rules/pages/page-templates.ts';
import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Namespaces of components: the package's own, and the platform's that its pages use. */
const namespaces = new Set([
  'c',
  'flexipage',
  'force',
  'forceChatter',
  'home',
  'lst',
  'record_flexipage',
  'runtime_sales_activities',
  'runtime_sales_pathassistant',
]);

/** Pages hold components of the package, called as they are called, and of the platform; no namespace is written out. */
export const plainComponents: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page) =>
    componentInstances(page).flatMap((instance) => {
      const name = instance.text('componentName') ?? '';
      const [namespace = '', own] = name.includes(':') ? name.split(':') : ['c', name];
      if (!namespaces.has(namespace))
        return [problem('plain-page', page, `${name} is of a namespace that the package does not know.`, instance)];
      const found = namespace === 'c' ? org.component('LightningComponentBundle', own ?? '') : undefined;
      return found === undefined || found.fullName === own
        ? []
        : [problem('plain-page', page, `The component is called ${found.fullName}, not ${own ?? ''}.`, instance)];
    }),
  );

/** Pages use templates that are known for sure. */
export const knownTemplates: Rule = ({ of }) =>
  of('FlexiPage').flatMap((page) => {
    const name = page.xml?.one('template')?.one('name');
    return name === undefined || isListedTemplate(name.content)
      ? []
      : [problem('plain-page', page, `The page template ${name.content} is not among those that are known.`, name)];
  });

/** Tabs have a motif by its full name, and the app shows standard tabs that are known. */
export const knownTabs: Rule = ({ of, org }) => [
  ...of('CustomTab').flatMap((tab) => {
    const motif = tab.xml?.one('motif');
    const wanted = motif === undefined ? undefined : motifName(motif.content);
    return motif === undefined || wanted === undefined || wanted.includes(motif.content)
      ? []
      : [problem('plain-tab', tab, `There is no motif ${motif.content}; ${wanted[0] ?? ''} there is.`, motif)];
  }),
  ...of('CustomApplication').flatMap((app) =>
    (app.xml?.all('tabs') ?? [])
      .filter(({ content }) => content.startsWith('standard-') && !isStandardTab(org, content))
      .map((tab) => problem('plain-tab', app, `${tab.content} is no standard tab that is known.`, tab)),
  ),
];
