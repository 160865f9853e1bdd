import type { Problem } from '../../package/component.ts';
import { targetsOf } from '../bundles/bundle-meta.ts';
import { isPackaged, meant } from '../names.ts';
import { problem, type Rule, warning } from '../rule.ts';
import { motifProblem, motifWordProblem } from './motifs.ts';

const kinds = ['auraComponent', 'flexiPage', 'lwcComponent', 'page', 'scontrol', 'url'] as const;
const types: Readonly<Record<string, string>> = {
  auraComponent: 'AuraDefinitionBundle',
  flexiPage: 'FlexiPage',
  lwcComponent: 'LightningComponentBundle',
  page: 'ApexPage',
};

/** A tab shows one thing, which exists and can be shown in a tab. */
export const tabTargets: Rule = ({ of, org }) =>
  of('CustomTab').flatMap((tab): readonly Problem[] => {
    const { xml, fullName } = tab;
    if (xml === undefined) return [];
    const say = (message: string, at = xml): readonly Problem[] => [problem('tab-target', tab, message, at)];
    const shown = kinds.flatMap((kind) => xml.one(kind) ?? []);
    const ofObject = xml.flag('customObject') || /__(c|x|e|b|mdt|kav)$/.test(fullName);
    if (shown.length + (ofObject ? 1 : 0) === 0)
      return say(`The tab ${fullName} shows nothing: an object, a page or a component it needs.`);
    if (shown.length + (ofObject ? 1 : 0) > 1) return say(`The tab ${fullName} shows more than one thing.`, shown[0]);
    if (ofObject) {
      const missing = org.findObject(fullName).is === 'missing';
      return missing || !/__/.test(fullName)
        ? say(`The tab ${fullName} is of an object, and there is no custom object of that name.`)
        : [];
    }
    const [target] = shown;
    const type = target === undefined ? undefined : types[target.name];
    if (target === undefined || type === undefined || isPackaged(target.content)) return [];
    const found = org.component(type, target.content);
    if (found === undefined)
      return say(
        `There is no ${type} ${target.content}, which the tab ${fullName} shows.${meant(target.content, org.names(type))}`,
        target,
      );
    if (type === 'LightningComponentBundle' && found.xml !== undefined) {
      if (!targetsOf(found).includes('lightning__Tab'))
        return say(`The component ${target.content} is not for tabs: its targets lack lightning__Tab.`, target);
      if (!found.xml.flag('isExposed'))
        return say(`The component ${target.content} is not exposed (isExposed), so no tab can show it.`, target);
    }
    const pageType = found.xml?.text('type');
    return type === 'FlexiPage' && pageType !== undefined && pageType !== 'AppPage'
      ? say(`The page ${target.content} is a ${pageType}; a tab shows an AppPage.`, target)
      : [];
  });

/** A tab has an icon of the platform's set, and a label where no object gives it. */
export const tabFaces: Rule = ({ of }) =>
  of('CustomTab').flatMap((tab): readonly Problem[] => {
    const { xml, fullName } = tab;
    if (xml === undefined) return [];
    const motif = xml.one('motif');
    const problems: Problem[] = [];
    if (motif === undefined && xml.one('icon') === undefined)
      problems.push(problem('tab-face', tab, `The tab ${fullName} has no motif, such as Custom18: Form.`));
    const bad = motif === undefined ? undefined : motifProblem(motif.content);
    if (bad !== undefined) problems.push(problem('tab-face', tab, bad, motif));
    const odd = motif === undefined ? undefined : motifWordProblem(motif.content);
    if (odd !== undefined) problems.push(warning('tab-face', tab, odd, motif));
    const ofObject = xml.flag('customObject') || /__(c|x|e|b|mdt|kav)$/.test(fullName);
    if (!ofObject && (xml.text('label') ?? '') === '')
      problems.push(problem('tab-face', tab, `The tab ${fullName} has no label.`));
    return problems;
  });
