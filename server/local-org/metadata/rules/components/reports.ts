import type { Component, Problem } from '../../package/component.ts';
import { isCustom, isNamespaced, isPackaged, meant } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import type { OrgView } from '../org-view.ts';
import type { XmlElement } from '../../xml.ts';
import { problem, type Rule } from '../rule.ts';

/** Steps from an object over the names of its lists: `Takt_Plan__c.Takt_Quotas__r`. */
const childOf = (org: OrgView, parent: string, relationship: string): string | undefined => {
  const wanted = relationship.toLowerCase();
  for (const field of org.all('CustomField')) {
    const name = field.xml?.text('relationshipName');
    const points = field.xml?.texts('referenceTo').some((one) => one.toLowerCase() === parent.toLowerCase());
    if (points === true && name !== undefined && `${name}__r`.toLowerCase() === wanted)
      return field.fullName.split('.')[0];
  }
  return undefined;
};

/** The object that a report type's table stands for; undefined where it is beyond what is known. */
const tableObject = (org: OrgView, table: string): string | undefined => {
  const [base = '', ...steps] = table.split('.');
  let current: string | undefined = base;
  for (const step of steps) current = current === undefined ? undefined : childOf(org, current, step);
  return current;
};

const joinProblems = (
  org: OrgView,
  parent: string,
  join: XmlElement | undefined,
): readonly (readonly [string, XmlElement])[] => {
  if (join === undefined) return [];
  const relationship = join.text('relationship') ?? '';
  const child = childOf(org, parent, relationship);
  if (child === undefined && /__r$/.test(relationship) && !isNamespaced(relationship)) {
    return [[`${parent} has no list ${relationship}: no relationshipName of a lookup to it is called so.`, join]];
  }
  return child === undefined ? [] : joinProblems(org, child, join.one('join'));
};

/** A report type writes a lookup as its field, without the ending of the relationship: `Plan__c.Name`, `Owner`. */
const reportFieldMissing = (org: OrgView, object: string, field: string): string | undefined => {
  const steps = field.split('.').map((step, at, all) => (at < all.length - 1 ? step.replace(/__c$/i, '__r') : step));
  const path = steps.join('.');
  return fieldMissing(org, object, path) === undefined || fieldMissing(org, object, `${path}Id`) === undefined
    ? undefined
    : fieldMissing(org, object, path);
};

/** A report type joins objects over lists that exist, and offers fields that they have. */
export const reportTypes: Rule = ({ of, org }) =>
  of('ReportType').flatMap((type): readonly Problem[] => {
    const base = type.xml?.one('baseObject');
    if (type.xml === undefined || base === undefined) return [];
    const missing = objectMissing(org, base.content);
    if (missing !== undefined) return [problem('report-type', type, missing, base)];
    const joins = joinProblems(org, base.content, type.xml.one('join'));
    if (joins.length > 0) return joins.map(([message, at]) => problem('report-type', type, message, at));
    return type.xml.all('sections').flatMap((section) =>
      section.all('columns').flatMap((column): readonly Problem[] => {
        const object = tableObject(org, column.text('table') ?? '');
        const field = column.text('field') ?? '';
        const absent = object === undefined ? undefined : reportFieldMissing(org, object, field);
        return absent === undefined ? [] : [problem('report-type', type, absent, column)];
      }),
    );
  });

/** `Shops_With_Sales__c`, or of standard types over custom objects `CustomEntity$Shop__c`. */
const reportTypeProblem = (org: OrgView, type: string): string | undefined => {
  const [, ...objects] = type.split(/[$@]/);
  const absent = objects
    .map((part) => part.split('.')[0] ?? '')
    .filter((part) => /^\w+__c$/.test(part))
    .map((part) => objectMissing(org, part));
  if (objects.length > 0) return absent.find((one) => one !== undefined);
  const custom = /^(.+)__c$/.exec(type)?.[1];
  if (custom === undefined || isNamespaced(type) || org.has('ReportType', custom)) return undefined;
  return `There is no report type ${custom}.${meant(custom, org.names('ReportType'))}`;
};

/** What lies in a folder needs the folder, in the package or in the org. */
const folderProblem = (rule: string, component: Component, org: OrgView, type: string): readonly Problem[] => {
  const folder = component.fullName.split('/').slice(0, -1).join('/');
  return folder === '' || folder === 'unfiled$public' || isPackaged(folder) || org.has(type, folder)
    ? []
    : [problem(rule, component, `There is no folder ${folder} for ${component.fullName}.`)];
};

/** A report is of a type that exists and lies in a folder that exists. */
export const reports: Rule = ({ of, org }) =>
  of('Report').flatMap((report) => {
    const type = report.xml?.one('reportType');
    const missing = type === undefined ? undefined : reportTypeProblem(org, type.content);
    const tables = [...(report.xml?.all('columns') ?? []), ...(report.xml?.all('groupingsDown') ?? [])].flatMap(
      (one) => one.one('field') ?? [],
    );
    return [
      ...(missing === undefined ? [] : [problem('report', report, missing, type)]),
      ...folderProblem('report', report, org, 'ReportFolder'),
      ...tables.flatMap((field) => {
        const [, object = '', name = ''] = /^([A-Za-z]\w*)[.$](\w+__c)$/.exec(field.content) ?? [];
        const absent =
          !isCustom(name) || org.object(object)?.custom !== true ? undefined : fieldMissing(org, object, name);
        return absent === undefined ? [] : [problem('report', report, absent, field)];
      }),
    ];
  });

const reportNames = (element: XmlElement): readonly XmlElement[] =>
  element.elements.flatMap((child) =>
    child.name === 'report' && child.elements.length === 0 ? [child] : reportNames(child),
  );

/** A dashboard shows reports that exist. */
export const dashboards: Rule = ({ of, org }) =>
  of('Dashboard').flatMap((dashboard) => [
    ...folderProblem('dashboard', dashboard, org, 'DashboardFolder'),
    ...(dashboard.xml === undefined ? [] : reportNames(dashboard.xml))
      .filter(
        ({ content }) =>
          content.includes('/') &&
          !org.has('Report', content) &&
          !content.startsWith('unfiled$public') &&
          org.has('ReportFolder', content.split('/')[0] ?? ''),
      )
      .map((report) => problem('dashboard', dashboard, `There is no report ${report.content}.`, report)),
  ]);
