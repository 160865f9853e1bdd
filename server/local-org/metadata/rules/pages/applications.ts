import type { Problem } from '../../package/component.ts';
import { repeated } from '../duplicates.ts';
import { isNamespaced, isPackaged, meant } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { objectMissing } from '../references.ts';
import { problem, type Rule } from '../rule.ts';
import { standardTabProblem } from './standard-tabs.ts';
import { pageOfOverride } from './action-overrides.ts';

/** Tabs of an app exist, each once. */
export const appTabs: Rule = ({ of, org }) =>
  of('CustomApplication').flatMap((app) => {
    const tabs = app.xml?.all('tabs') ?? [];
    const strange = [...tabs, ...(app.xml?.all('defaultLandingTab') ?? [])].filter(
      ({ content }) =>
        !content.startsWith('standard-') &&
        !isNamespaced(content) &&
        !content.startsWith('report-') &&
        !org.has('CustomTab', content) &&
        !isPackaged(content),
    );
    const slips = tabs.flatMap((tab) => {
      const reason = tab.content.startsWith('standard-') ? standardTabProblem(org, tab.content) : undefined;
      return reason === undefined ? [] : [problem('app-tabs', app, reason, tab)];
    });
    return [
      ...slips,
      ...strange.map((one) =>
        problem(
          'app-tabs',
          app,
          `There is no tab ${one.content}, which the app ${app.fullName} shows.${meant(one.content, org.names('CustomTab'))}`,
          one,
        ),
      ),
      ...repeated(tabs, (one) => one.content).map((one) =>
        problem('app-tabs', app, `The app ${app.fullName} shows the tab ${one.content} twice.`, one),
      ),
    ];
  });

/** What an app assigns a page to: an object, or `standard-home`. */
const targetProblem = (org: OrgView, target: string): string | undefined =>
  target.startsWith('standard-') ? standardTabProblem(org, target) : objectMissing(org, target);

/** Pages that an app assigns exist and show what they are assigned to. */
export const appPages: Rule = ({ of, org }) =>
  of('CustomApplication').flatMap((app): readonly Problem[] => {
    const overrides = [...(app.xml?.all('actionOverrides') ?? []), ...(app.xml?.all('profileActionOverrides') ?? [])];
    return overrides.flatMap((override) => {
      const object = override.text('pageOrSobjectType');
      const missing = object === undefined || object.includes(':') ? undefined : targetProblem(org, object);
      const reason = missing ?? pageOfOverride(org, override, object);
      if (reason !== undefined) return [problem('app-page', app, reason, override)];
      const recordType = override.text('recordType');
      const own = recordType?.split('.').at(-1) ?? '';
      const known =
        recordType === undefined ||
        isPackaged(own) ||
        org.has('RecordType', recordType) ||
        org.object(object ?? '')?.custom !== true;
      return known ? [] : [problem('app-page', app, `There is no record type ${recordType}.`, override)];
    });
  });

/** One page for one thing in one form factor. */
export const appPagesOnce: Rule = ({ of }) =>
  of('CustomApplication').flatMap((app) =>
    repeated(app.xml?.all('actionOverrides') ?? [], (one) =>
      ['actionName', 'pageOrSobjectType', 'formFactor'].map((name) => one.text(name) ?? '').join('/'),
    ).map((one) =>
      problem(
        'app-page',
        app,
        `The app assigns two pages to ${one.text('pageOrSobjectType') ?? ''} for one form factor.`,
        one,
      ),
    ),
  );

/** The utility bar and the colour of an app are what they must be. */
export const appFrames: Rule = ({ of, org }) =>
  of('CustomApplication').flatMap((app): readonly Problem[] => {
    const bar = app.xml?.one('utilityBar');
    const colour = app.xml?.one('brand')?.one('headerColor');
    const problems: Problem[] = [];
    if (bar !== undefined && !isPackaged(bar.content)) {
      const page = org.component('FlexiPage', bar.content);
      if (page === undefined)
        problems.push(problem('app-frame', app, `There is no page ${bar.content} for the utility bar.`, bar));
      else if (page.xml !== undefined && page.xml.text('type') !== 'UtilityBar')
        problems.push(problem('app-frame', app, `The page ${bar.content} is no UtilityBar.`, bar));
    }
    if (colour !== undefined && !/^#[0-9A-Fa-f]{6}$/.test(colour.content))
      problems.push(problem('app-frame', app, `${colour.content} is no colour; it is written #RRGGBB.`, colour));
    if (app.xml?.text('uiType') === 'Lightning' && app.xml.all('formFactors').length === 0)
      problems.push(problem('app-frame', app, 'A Lightning app says for which formFactors it is.'));
    if (app.xml !== undefined && (app.xml.text('label') ?? '') === '' && !app.fullName.startsWith('standard__'))
      problems.push(problem('app-frame', app, 'The app has no label.'));
    return problems;
  });
