import type { Problem } from '../../package/component.ts';
import { isPackaged, meant } from '../names.ts';
import { repeated } from '../duplicates.ts';
import { problem, type Rule } from '../rule.ts';

const parts: readonly (readonly [string, string, number])[] = [
  ['customApplications', 'CustomApplication', 80],
  ['customLabels', 'CustomLabel', 1000],
  ['customTabs', 'CustomTab', 80],
  ['quickActions', 'QuickAction', 80],
  ['reportTypes', 'ReportType', 80],
];

/** Languages that Salesforce speaks or lets an end user choose. */
const language = /^[a-z]{2,3}(_([A-Z]{2}|[A-Z][a-z]{3}|\d{3}))*$/;

/** What is translated exists, each thing once, and fits its place. */
export const translations: Rule = ({ of, org }) =>
  of('Translations').flatMap((file): readonly Problem[] => {
    const bad = language.test(file.fullName) ? [] : [problem('translation', file, `${file.fullName} is no language.`)];
    return [
      ...bad,
      ...parts.flatMap(([element, type, longest]) => {
        const entries = file.xml?.all(element) ?? [];
        const strange = entries.filter((entry) => {
          const name = entry.text('name') ?? '';
          return (
            !org.has(type, name) &&
            !isPackaged(name) &&
            !name.startsWith('standard') &&
            !(type === 'CustomTab' && org.object(name) !== undefined)
          );
        });
        const long = entries.flatMap((entry) => entry.all('label')).filter(({ content }) => content.length > longest);
        return [
          ...strange.map((one) =>
            problem(
              'translation',
              file,
              `There is no ${type} ${one.text('name') ?? ''} to translate.${meant(one.text('name') ?? '', org.names(type))}`,
              one,
            ),
          ),
          ...repeated(entries, (one) => one.text('name')).map((one) =>
            problem('translation', file, `${one.text('name') ?? ''} is translated twice.`, one),
          ),
          ...long.map((one) =>
            problem(
              'translation',
              file,
              `The translation has ${one.content.length} characters; ${longest} are the most.`,
              one,
            ),
          ),
        ];
      }),
    ];
  });

/** Each label says the language that it is written in. */
export const labelLanguages: Rule = ({ of }) =>
  of('CustomLabel').flatMap((label) => {
    const at = label.xml?.one('language');
    return at === undefined || language.test(at.content)
      ? []
      : [problem('label-language', label, `${at.content} is no language.`, at)];
  });
