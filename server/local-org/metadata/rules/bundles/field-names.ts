import type { Problem } from '../../package/component.ts';
import { isNamespaced } from '../names.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { problem, type Rule } from '../rule.ts';
import { lineAt, scripts } from './source-files.ts';

/** `'Takt_Action__c.Status__c'`, as wires and layouts take it; `'Plan__r.Name'` has no object before its dot. */
const quoted = /(['"`])([A-Za-z]\w*__c)\.([A-Za-z]\w*__[cr](?:\.\w+)*)\1/g;
const objectNamed = /\b(?:objectApiName|apiName)\s*:\s*(['"])([A-Za-z]\w*__c)\1/g;

/** Objects and fields that scripts name in texts exist. */
export const fieldNames: Rule = ({ of, org, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    scripts(contents.files, bundle).flatMap(({ path, text }): readonly Problem[] => {
      const say = (message: string | undefined, index: number): readonly Problem[] =>
        message === undefined
          ? []
          : [{ ...problem('field-name', bundle, message), file: path, line: lineAt(text, index) }];
      return [
        ...[...text.matchAll(quoted)]
          .filter(([, , object = '', field = '']) => !isNamespaced(object) && !isNamespaced(field.split('.')[0] ?? ''))
          .flatMap((match) =>
            say(objectMissing(org, match[2] ?? '') ?? fieldMissing(org, match[2] ?? '', match[3] ?? ''), match.index),
          ),
        ...[...text.matchAll(objectNamed)]
          .filter(([, , object = '']) => !isNamespaced(object))
          .flatMap((match) => say(objectMissing(org, match[2] ?? ''), match.index)),
      ];
    }),
  );
