import { describe, expect, it } from 'vitest';
import { readMatrix, type Action, type Persona } from './matrix.ts';
import { apiName, inWords, tableUnder, type Row } from './security-page.ts';
import { projectRoot } from './world.ts';

const matrix = readMatrix(projectRoot);
/** `Month 1 to 12` stands for twelve fields. */
const named = (words: string): readonly string[] => {
  const [, stem = '', from, to] = /^(.+) (\d+) to (\d+)$/.exec(words) ?? [];
  if (from === undefined || to === undefined) return [apiName(words)];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) =>
    apiName(`${stem} ${Number(from) + index}`),
  );
};

const letters = (persona: Persona, object: string): string =>
  [
    ...(['Create', 'Read', 'Edit', 'Delete'] as const satisfies readonly Action[])
      .filter((action) => persona.may(action, object))
      .map((action) => action.charAt(0)),
    ...(persona.holders('viewAllRecords').includes(object) ? ['V'] : []),
    ...(persona.holders('modifyAllRecords').includes(object) ? ['M'] : []),
  ].join('') || '–';

describe('docs/security.md', () => {
  it('gives every persona the object permissions that the permission sets give', () => {
    const stated = tableUnder('## Object permissions').filter(({ object = '' }) => object.startsWith('Takt '));
    const expected = matrix.objects.map((object) => ({
      object: inWords(object),
      ...Object.fromEntries(matrix.personas.map((persona) => [persona.name, letters(persona, object)])),
    }));
    const byName = (a: Row, b: Row): number => ((a['object'] ?? '') < (b['object'] ?? '') ? -1 : 1);
    expect(stated.toSorted(byName)).toEqual(expected.toSorted(byName));
  });

  it.each(matrix.objects)('gives every persona the fields of %s that the permission sets give', (object) => {
    const stated = tableUnder(`### ${inWords(object)}`).flatMap(({ fields = '', ...rights }) =>
      fields
        .split(', ')
        .flatMap(named)
        .flatMap((field) =>
          Object.entries(rights)
            .filter(([, right]) => right !== '–')
            .map(([persona, right]) => `${field}: ${persona} ${right}`),
        ),
    );
    const expected = matrix
      .fields(object)
      .flatMap((field) =>
        matrix.personas
          .filter((persona) => persona.sees(object, field))
          .map((persona) => `${field.name}: ${persona.name} ${persona.writes(object, field) ? 'edit' : 'read'}`),
      );
    expect(stated.toSorted()).toEqual(expected.toSorted());
  });
});
