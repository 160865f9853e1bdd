import type { Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import type { Field, SObject } from '../../../server/local-org/metadata/schema.ts';
import { inWords, table } from './markdown.ts';
import { packageObjects } from './object-lines.ts';
import type { Persona } from './personas.ts';

/** `edit`, `read` or `–`. */
const rightOf = ({ rights }: Persona, object: SObject, field: Field): string => {
  if (!rights.mayField('read', object.name, field.name)) return '–';
  return field.formula === undefined && rights.mayField('edit', object.name, field.name) ? 'edit' : 'read';
};

/** `Approved 1`, `Approved 2`, `Approved 3` → `Approved 1 to 3`, so that thirteen periods are one word. */
const withoutSeries = (names: readonly string[]): readonly string[] => {
  const series = Map.groupBy(names, (name) => /^(.*) \d+$/.exec(name)?.[1] ?? name);
  return [...series].flatMap(([stem, members]) => {
    const numbers = members.map((name) => Number(/ (\d+)$/.exec(name)?.[1])).toSorted((a, b) => a - b);
    const [first, last] = [numbers[0], numbers.at(-1)];
    const whole =
      members.length > 2 && last !== undefined && first !== undefined && last - first + 1 === members.length;
    return whole ? [`${stem} ${first} to ${last}`] : members;
  });
};

/** Object × field × persona: fields with the same rights for everybody are one line. */
export const fieldTables = (metadata: Metadata, personas: readonly Persona[]): string =>
  packageObjects(metadata)
    .map((object) => {
      const fields = [...object.fields.values()].filter(({ custom }) => custom);
      const readers = personas.filter(({ rights }) => rights.may('read', object.name));
      const groups = Map.groupBy(fields, (field) => readers.map((one) => rightOf(one, object, field)).join());
      const rows = [...groups].map(([key, members]) => [
        withoutSeries(members.map(({ name }) => inWords(name)).toSorted()).join(', '),
        ...key.split(','),
      ]);
      const sorted = rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
      return `### ${inWords(object.name)}\n\n${table(['fields', ...readers.map(({ name }) => name)], sorted)}`;
    })
    .join('\n\n');
