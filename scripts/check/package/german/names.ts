import { problem, type Rule, type RuleContext } from '../../../../server/local-org/metadata/rules/rule.ts';
import { germanTexts } from './german-texts.ts';

/** A format as spreadsheets call it. */
const outside = ['CSV UTF-8'];

/** Names that no translation changes. */
const permissionSets = ({ of }: RuleContext): readonly string[] =>
  ['PermissionSet', 'PermissionSetGroup'].flatMap((type) => of(type).flatMap(({ xml }) => xml?.texts('label') ?? []));

/** What a German sentence names in „quotation marks“ is on the screen, letter for letter. */
export const germanNames: Rule = (context) => {
  const texts = germanTexts(context);
  const shown = new Set([...texts.map(({ text }) => text), ...permissionSets(context), ...outside]);
  return texts.flatMap(({ of, text, component, at }) =>
    [...text.matchAll(/„([^“]*)“/g)]
      .filter(([, name = '']) => !shown.has(name))
      .map(([quoted]) =>
        problem('german-names', component, `The German ${of} names ${quoted}, which no German screen shows.`, at),
      ),
  );
};
