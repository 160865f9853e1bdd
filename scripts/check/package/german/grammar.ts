import { problem, type Rule } from '../../../../server/local-org/metadata/rules/rule.ts';
import { objectOf } from './german-texts.ts';

const cases = ['Nominative', 'Accusative', 'Genitive', 'Dative'];

/** German screens decline an object's name: it needs its gender, and four cases in singular and plural, each once. */
export const germanGrammar: Rule = ({ of }) =>
  of('CustomObjectTranslation').flatMap((file) => {
    const object = objectOf(file);
    const { xml } = file;
    if (object?.endsWith('__c') !== true || xml === undefined) return [];
    const given = xml.all('caseValues').map((one) => `${one.text('caseType') ?? ''} ${one.text('plural') ?? ''}`);
    const wrong = cases
      .flatMap((name) => [`${name} false`, `${name} true`])
      .filter((form) => given.filter((one) => one === form).length !== 1)
      .map((form) => form.replace('false', 'singular').replace('true', 'plural'));
    return [
      ...(xml.one('gender') === undefined ? [problem('german-grammar', file, `${object} has no gender.`)] : []),
      ...wrong.map((form) => problem('german-grammar', file, `${object} needs its ${form} once.`)),
    ];
  });
