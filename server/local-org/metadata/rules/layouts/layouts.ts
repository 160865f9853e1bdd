import type { Component, Problem } from '../../package/component.ts';
import type { XmlElement } from '../../xml.ts';
import { repeated } from '../duplicates.ts';
import { columnProblem } from '../lists/columns.ts';
import { apiName, isCustom, isPackaged, meant } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { problem, type Rule, warning } from '../rule.ts';

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The object of a layout: `Takt_Plan__c-Takt Plan Layout`. */
export const objectOfLayout = (layout: Component): string =>
  (decoded(layout.fullName).split('-')[0] ?? '').replace(/^PersonAccount$/, 'Account');

const items = (layout: Component): readonly XmlElement[] =>
  (layout.xml?.all('layoutSections') ?? []).flatMap((section) =>
    section.all('layoutColumns').flatMap((column) => column.all('layoutItems')),
  );

/** A layout is of an object that exists. */
export const layoutObjects: Rule = ({ of, org }) =>
  of('Layout').flatMap((layout) => {
    if (!decoded(layout.fullName).includes('-')) {
      return [problem('layout-object', layout, `A layout is called Object-Label; ${layout.fullName} is not.`)];
    }
    // Layouts of quick-create and other standard kinds are called after no object.
    const object = objectOfLayout(layout);
    const missing = isCustom(object) ? objectMissing(org, object) : undefined;
    return missing === undefined ? [] : [problem('layout-object', layout, missing)];
  });

/** What an item of a layout may show. */
const contents = [
  'field',
  'emptySpace',
  'page',
  'customLink',
  'component',
  'canvas',
  'analyticsCloudComponent',
  'reportChartComponent',
  'scontrol',
];

/** Fields on a layout exist and stand there once. */
export const layoutFields: Rule = ({ of, org }) =>
  of('Layout').flatMap((layout) => {
    const object = objectOfLayout(layout);
    const shown = items(layout).flatMap((item) => item.one('field') ?? []);
    return [
      ...shown.flatMap((field) => {
        const missing = fieldMissing(org, object, field.content);
        return missing === undefined ? [] : [problem('layout-field', layout, missing, field)];
      }),
      ...items(layout)
        .filter((item) => !contents.some((name) => item.one(name) !== undefined))
        .map((item) => problem('layout-field', layout, 'An item of the layout shows nothing.', item)),
      ...repeated(shown, (one) => one.content).map((one) =>
        problem('layout-field', layout, `${one.content} stands twice on the layout.`, one),
      ),
    ];
  });

const fixed = new Set(['createdbyid', 'createddate', 'lastmodifiedbyid', 'lastmodifieddate', 'systemmodstamp']);

/** What nobody can edit is read-only on the layout; what must be filled is required there. */
export const layoutBehaviours: Rule = ({ of, org }) =>
  of('Layout').flatMap((layout) => {
    const object = objectOfLayout(layout);
    return items(layout).flatMap((item): readonly Problem[] => {
      const name = item.text('field');
      const behavior = item.text('behavior');
      if (name === undefined || behavior === undefined) return [];
      const found = org.findField(object, name);
      if (found.is !== 'there') return [];
      const field = found.value;
      const custom = org.object(object)?.custom === true;
      const calculated =
        (field.custom && field.calculated) ||
        (custom && !field.custom && field.calculated) ||
        fixed.has(name.toLowerCase());
      if (calculated && behavior !== 'Readonly') {
        return [
          problem(
            'layout-behavior',
            layout,
            `${name} is calculated, so it is Readonly on the layout, not ${behavior}.`,
            item,
          ),
        ];
      }
      if (!field.required || !custom || behavior !== 'Edit') return [];
      const message = `${name} must be filled, so it is Required on the layout, not ${behavior}.`;
      // Refused of the name alone; other fields are asked for whatever the layout says.
      return [
        field.custom
          ? warning('layout-behavior', layout, message, item)
          : problem('layout-behavior', layout, message, item),
      ];
    });
  });

/** Fields that must be filled are on every layout of their object. */
export const layoutRequired: Rule = ({ of, org }) =>
  of('Layout').flatMap((layout) => {
    const object = org.object(objectOfLayout(layout));
    if (object?.custom !== true || layout.xml === undefined || apiName(object.name).ending !== 'c') return [];
    const shown = new Set(items(layout).map((item) => (item.text('field') ?? '').toLowerCase()));
    return [...object.fields.values()]
      .filter((field) => field.required && !shown.has(field.name.toLowerCase()))
      .map((field) => problem('layout-required', layout, `${field.name} must be filled and is not on the layout.`));
  });

/** Sections have as many columns as their style says. */
export const layoutSections: Rule = ({ of }) =>
  of('Layout').flatMap((layout) =>
    (layout.xml?.all('layoutSections') ?? []).flatMap((section) => {
      const style = section.text('style') ?? '';
      const columns = section.all('layoutColumns').length;
      const most = { OneColumn: 1, TwoColumnsTopToBottom: 2, TwoColumnsLeftToRight: 2, CustomLinks: 3 }[style];
      return most !== undefined && columns > most
        ? [
            problem(
              'layout-section',
              layout,
              `The section ${section.text('label') ?? ''} is ${style} and has ${columns} columns.`,
              section,
            ),
          ]
        : [];
    }),
  );

/** Lists of related records are of objects that point here, and show fields that those have. */
export const relatedLists: Rule = ({ of, org }) =>
  of('Layout').flatMap((layout) => {
    const object = objectOfLayout(layout);
    const lists = layout.xml?.all('relatedLists') ?? [];
    const again = repeated(lists, (one) => one.text('relatedList'));
    return [
      ...again.map((one) =>
        problem('related-list', layout, `The list ${one.text('relatedList') ?? ''} stands twice on the layout.`, one),
      ),
      ...lists.flatMap((list): readonly Problem[] => {
        const at = list.one('relatedList');
        const [child = '', link = ''] = (at?.content ?? '').split('.');
        if (link === '' || !isCustom(link)) return [];
        const missing = objectMissing(org, child) ?? fieldMissing(org, child, link);
        if (missing !== undefined) return [problem('related-list', layout, missing, at)];
        const found = org.findField(child, link);
        const points = found.is === 'there' && found.value.custom ? found.value.referenceTo : undefined;
        if (
          points !== undefined &&
          !points.some((one) => one.toLowerCase() === object.toLowerCase()) &&
          !sharesActivities(object, points)
        ) {
          return [
            problem(
              'related-list',
              layout,
              `${child}.${link} looks up ${points.join(', ')}, not ${object}, so there is no such list here.`,
              at,
            ),
          ];
        }
        return [...list.all('fields'), ...list.all('sortField')].flatMap((column) =>
          relatedColumn(layout, org, child, column),
        );
      }),
    ];
  });

const sharesActivities = (object: string, points: readonly string[]): boolean =>
  points.includes('Activity') && /^(Task|Event)$/.test(object);

const relatedColumn = (layout: Component, org: OrgView, child: string, column: XmlElement): readonly Problem[] => {
  const missing = columnProblem(org, child, column.content);
  return missing === undefined ? [] : [problem('related-list', layout, missing, column)];
};

/** Quick actions and buttons on a layout exist. */
export const layoutActions: Rule = ({ of, org }) =>
  of('Layout').flatMap((layout) => {
    const object = objectOfLayout(layout);
    const { xml } = layout;
    const quick = (xml?.one('quickActionList')?.all('quickActionListItems') ?? []).flatMap(
      (one) => one.one('quickActionName') ?? [],
    );
    const platform = (xml?.one('platformActionList')?.all('platformActionListItems') ?? [])
      .filter((one) => one.text('actionType') === 'QuickAction')
      .flatMap((one) => one.one('actionName') ?? []);
    const actions = [...quick, ...platform].filter(({ content }) => !exists(org, object, content));
    const buttons = (xml?.all('customButtons') ?? []).filter(
      ({ content }) =>
        !isPackaged(content) && org.object(object)?.custom === true && !org.has('WebLink', `${object}.${content}`),
    );
    return [
      ...actions.map((one) =>
        problem(
          'layout-action',
          layout,
          `There is no quick action ${one.content}.${meant(one.content, org.names('QuickAction'))}`,
          one,
        ),
      ),
      ...buttons.map((one) => problem('layout-action', layout, `${object} has no button ${one.content}.`, one)),
    ];
  });

/** Salesforce's own actions are called `FeedItem.TextPost`, `Global.X` or `LogACall`, without underscores. */
const exists = (org: OrgView, object: string, name: string): boolean => {
  if (org.has('QuickAction', name)) return true;
  const parts = name.split('.');
  const own = parts.at(-1) ?? '';
  if (isPackaged(own)) return true;
  if (parts.length === 1) return !own.includes('_') || /^LightningAction/.test(own);
  // A standard object has actions of its own; a custom one only what a package gives it.
  return parts[0]?.toLowerCase() !== object.toLowerCase() || org.object(object)?.custom !== true;
};
