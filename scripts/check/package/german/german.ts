import type { Problem } from '../../../../server/local-org/metadata/package/component.ts';
import { problem, type Rule } from '../../../../server/local-org/metadata/rules/rule.ts';
import { englishTexts } from './english-texts.ts';
import { germanTexts } from './german-texts.ts';
import { sameInGerman } from './same-in-german.ts';
import type { Text } from './text.ts';

/** By how a text's name begins: what its place on the screen holds. */
const longest: readonly (readonly [of: RegExp, characters: number])[] = [
  [/^(field|singular|plural|name field|value) /, 40],
  [/^(tab|action|app|section|related list) /, 80],
  [/^(help|message|description) /, 255],
  [/^label /, 1000],
];

const placeholders = (text: string): string => [...new Set(text.match(/\{\d+\}/g))].toSorted().join(' ');

const hasWords = (text: string): boolean => /\p{L}/u.test(text.replaceAll(/\{\d+\}/g, ''));

const compared = (german: Text, english: Text): readonly string[] => {
  const [wanted, given] = [placeholders(english.text), placeholders(german.text)];
  const limit = longest.find(([of]) => of.test(german.of))?.[1] ?? Infinity;
  const isCopied = german.text === english.text && hasWords(german.text) && !sameInGerman.has(german.text);
  return [
    ...(wanted === given ? [] : [`has the placeholders ${given || 'none'}, the English ${wanted || 'none'}.`]),
    ...(german.text.length > limit ? [`has ${german.text.length} characters; ${limit} are the most.`] : []),
    ...(isCopied ? ['is the English; translate it, or add it to sameInGerman.'] : []),
  ];
};

/** Every text that people read has a German one, which fits its place, and nothing is translated that is not there. */
export const inGerman: Rule = (context) => {
  const english = new Map(englishTexts(context).map((text) => [text.of, text]));
  const german = new Map(germanTexts(context).map((text) => [text.of, text]));
  const untranslated = [...english.values()]
    .filter(({ of }) => !german.has(of))
    .map(({ of, component, at }) => problem('in-german', component, `There is no German for the ${of}.`, at));
  const translated = [...german.values()].flatMap((text): readonly Problem[] => {
    const source = english.get(text.of);
    const wrong = source === undefined ? ['has nothing to translate.'] : compared(text, source);
    return wrong.map((what) => problem('in-german', text.component, `The German ${text.of} ${what}`, text.at));
  });
  return [...untranslated, ...translated];
};
