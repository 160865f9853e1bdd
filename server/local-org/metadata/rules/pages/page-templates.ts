import type { Problem } from '../../package/component.ts';
import { isPackaged, meant, nearest } from '../names.ts';
import { problem, type Rule } from '../rule.ts';

interface Template {
  /** Regions that it has; undefined where they are not known for sure. */
  readonly regions?: readonly string[];
  readonly type: string;
}

const record = (...regions: readonly string[]): Template => ({
  type: 'RecordPage',
  ...(regions.length > 0 ? { regions } : {}),
});
const app = (...regions: readonly string[]): Template => ({
  type: 'AppPage',
  ...(regions.length > 0 ? { regions } : {}),
});
const home = (...regions: readonly string[]): Template => ({
  type: 'HomePage',
  ...(regions.length > 0 ? { regions } : {}),
});

/** The platform's page templates with the type of page that they are for. */
const templates: Readonly<Record<string, Template>> = {
  'flexipage:recordHomeTemplateDesktop': record('header', 'main', 'sidebar'),
  'flexipage:recordHomeWithSubheaderTemplateDesktop': record('header', 'subheader', 'main', 'sidebar'),
  'flexipage:recordHomeLeftSidebarTemplateDesktop': record(),
  'flexipage:recordHomeThreeColTemplateDesktop': record(),
  'flexipage:recordHomeTwoColEqualHeaderTemplateDesktop': record(),
  'flexipage:recordHomeSingleColTemplateDesktop': record(),
  'flexipage:recordHomeSingleColNoHeaderTemplateDesktop': record(),
  'flexipage:recordHomeSimpleViewTemplate': record(),
  'flexipage:defaultAppHomeTemplate': app('main'),
  'flexipage:appHomeTemplateDesktop': app(),
  'flexipage:appHomeTemplateHeaderTwoColumns': app(),
  'flexipage:appHomeTemplateSingleColumn': app(),
  'flexipage:appHomeTemplateTwoColumns': app(),
  'flexipage:appHomeTemplateThreeColumns': app(),
  'home:desktopTemplate': home('top', 'bottomLeft', 'bottomRight', 'sidebar'),
  'home:desktopTemplateHeaderThreeColumns': home(
    'top',
    'bottomLeft',
    'bottomMiddle',
    'bottomCenter',
    'bottomRight',
    'sidebar',
  ),
  'one:utilityBarTemplateDesktop': { type: 'UtilityBar', regions: ['utilityItems', 'backgroundComponents'] },
};

/** Whether a template is among those that are known for sure. */
export const isListedTemplate = (name: string): boolean => Object.hasOwn(templates, name);

/** Templates come in families; these words make up the names of those that are not listed. */
const families: readonly (readonly [RegExp, string])[] = [
  [
    /^flexipage:record(Home)?(Three|Two|Single|Four|One|Col(umns?)?|Left|Right|Side(b|B)ar|Pinned|Full|Fixed|Header|Sub(h|H)eader|With|Equal|No|And|Simple|View|Vertical|Top|Main|Ratio)*Template(Desktop)?2?$/,
    'RecordPage',
  ],
  [
    /^flexipage:(default)?(a|A)ppHomeTemplate(Header|Single|Two|Three|Four|Columns?|Left|Right|Side(b|B)ar|Pinned|Desktop|Full|With|And|Equal)*2?$/,
    'AppPage',
  ],
  [
    /^home:(desktop)?(t|T)emplate(Header|Single|Two|Three|Four|Columns?|Left|Right|Side(b|B)ar|Pinned|Full|With|And|Equal)*2?$/,
    'HomePage',
  ],
];

/** Page types of Takt's kind; others (communities, e-mail) have templates that are beyond this list. */
const judged = new Set(['RecordPage', 'AppPage', 'HomePage', 'UtilityBar']);

/** A page has a template that there is, for its type of page, and fills regions that the template has. */
export const pageTemplates: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page): readonly Problem[] => {
    const { xml } = page;
    const name = xml?.one('template')?.one('name');
    const type = xml?.text('type') ?? '';
    if (xml === undefined || name === undefined || !judged.has(type)) return [];
    const template = templates[name.content];
    const family = families.find(([pattern]) => pattern.test(name.content))?.[1];
    const fits = template?.type ?? family;
    const [namespace = '', own = ''] = name.content.split(':');
    if (fits === undefined) {
      const custom = namespace === 'c' || own === '';
      const bundle = own === '' ? namespace : own;
      if (
        custom &&
        (isPackaged(bundle) || org.has('AuraDefinitionBundle', bundle) || org.has('LightningComponentBundle', bundle))
      )
        return [];
      const platform = /^(flexipage|home|one|lightning)$/.test(namespace) || custom;
      const known = Object.keys(templates);
      return platform || nearest(name.content, known) !== undefined
        ? [
            problem(
              'page-template',
              page,
              `There is no page template ${name.content}.${meant(name.content, known)}`,
              name,
            ),
          ]
        : [];
    }
    if (fits !== type)
      return [
        problem(
          'page-template',
          page,
          `The template ${name.content} is for a ${fits}, and the page is a ${type}.`,
          name,
        ),
      ];
    const { regions } = template ?? {};
    if (regions === undefined) return [];
    return xml
      .all('flexiPageRegions')
      .filter((region) => region.text('type') === 'Region' && !regions.includes(region.text('name') ?? ''))
      .map((region) =>
        problem(
          'page-region',
          page,
          `The template ${name.content} has no region ${region.text('name') ?? ''}; it has ${regions.join(', ')}.`,
          region,
        ),
      );
  });
