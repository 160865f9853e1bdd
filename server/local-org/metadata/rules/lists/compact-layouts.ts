import { repeated } from '../duplicates.ts';
import { fieldMissing } from '../references.ts';
import { problem, type Rule } from '../rule.ts';
import { columnProblem } from './columns.ts';

const unfit = new Set(['TextArea', 'LongTextArea', 'Html', 'MultiselectPicklist']);

/** A compact layout shows one to ten fields that exist, each once, none of them long. */
export const compactLayouts: Rule = ({ of, org }) =>
  of('CompactLayout').flatMap((layout) => {
    const [object = ''] = layout.fullName.split('.');
    const fields = layout.xml?.all('fields') ?? [];
    const name = 'compact-layout';
    if (layout.xml === undefined) return [];
    if (fields.length === 0) return [problem(name, layout, 'The compact layout shows no field.')];
    return [
      ...(fields.length > 10
        ? [problem(name, layout, `The compact layout shows ${fields.length} fields; 10 are the most.`, fields[10])]
        : []),
      ...repeated(fields, (one) => one.content).map((one) =>
        problem(name, layout, `The compact layout shows ${one.content} twice.`, one),
      ),
      ...fields.flatMap((field) => {
        const missing = fieldMissing(org, object, field.content);
        if (missing !== undefined) return [problem(name, layout, missing, field)];
        const found = org.findField(object, field.content);
        return found.is === 'there' && found.value.custom && unfit.has(found.value.kind ?? '')
          ? [
              problem(
                name,
                layout,
                `${field.content} is a ${found.value.kind ?? ''} field, which no compact layout shows.`,
                field,
              ),
            ]
          : [];
      }),
    ];
  });

/** Fields of search layouts exist. */
export const searchLayouts: Rule = ({ of, org }) =>
  of('CustomObject').flatMap((object) => {
    const layouts = object.xml?.one('searchLayouts')?.elements.filter((one) => /Fields$/.test(one.name)) ?? [];
    return layouts.flatMap((field) => {
      const reason = columnProblem(org, object.fullName, field.content);
      return reason === undefined ? [] : [problem('search-layout', object, reason, field)];
    });
  });

/** Fields of field sets exist. */
export const fieldSets: Rule = ({ of, org }) =>
  of('FieldSet').flatMap((set) => {
    const [object = ''] = set.fullName.split('.');
    const items = [...(set.xml?.all('displayedFields') ?? []), ...(set.xml?.all('availableFields') ?? [])];
    return [
      ...items.flatMap((item) => {
        const reason = fieldMissing(org, object, item.text('field') ?? '');
        return reason === undefined ? [] : [problem('field-set', set, reason, item)];
      }),
      ...repeated(items, (one) => one.text('field')).map((one) =>
        problem('field-set', set, `The field set holds ${one.text('field') ?? ''} twice.`, one),
      ),
    ];
  });
