import { describe, expect, it } from 'vitest';
import { changedFields, enteredValue, formErrors, mayEnter } from '../../../local-org/shell/client/record-form.ts';

const field = (dataType: string, rights: { createable?: boolean; updateable?: boolean } = {}) => ({
  apiName: 'Field__c',
  dataType,
  createable: true,
  updateable: true,
  ...rights,
});

describe('a form of a record', () => {
  it('asks for what may be written, and never for ids and addresses', () => {
    expect(mayEnter(field('String', { createable: false }), true)).toBe(false);
    expect(mayEnter(field('String', { createable: false }), false)).toBe(true);
    expect(mayEnter(field('Currency', { updateable: false }), false)).toBe(false);
    expect(mayEnter(field('Address'), false)).toBe(false);
    expect(mayEnter({ ...field('String'), apiName: 'Id' }, true)).toBe(false);
  });

  it('takes nothing for null, digits for a number, and leaves to the org what is none', () => {
    expect(enteredValue(field('String'), '  ')).toBeNull();
    expect(enteredValue(field('Currency'), '12.5')).toBe(12.5);
    expect(enteredValue(field('Currency'), 'a lot')).toBe('a lot');
    expect(enteredValue(field('String'), '12.5')).toBe('12.5');
    expect(enteredValue(field('Boolean'), undefined)).toBe(false);
    expect(enteredValue(field('Boolean'), true)).toBe(true);
  });

  it('sends what was changed, and tells null from what was never there alike', () => {
    expect(changedFields({ A: 1, B: 'x', C: null }, { A: 1, B: 'y', C: null, D: null, E: 0 })).toEqual({
      B: 'y',
      E: 0,
    });
  });
});

describe('a refusal', () => {
  const failure = (output: unknown, message = 'refused') => ({ body: { message, output } });

  it('stands at its field, and at the record where the field is not on the form', () => {
    const output = {
      errors: [{ message: 'No.' }],
      fieldErrors: { A: [{ message: 'Too long.' }, { message: 'And odd.' }], Hidden: [{ message: 'Needed.' }] },
    };
    expect(formErrors(failure(output), ['A'])).toEqual({
      record: ['No.', 'Hidden: Needed.'],
      fields: { A: 'Too long. And odd.' },
    });
  });

  it('is said in the org’s words where it names nothing', () => {
    expect(formErrors(failure(undefined, 'Somebody else changed it.'), []).record).toEqual([
      'Somebody else changed it.',
    ]);
    expect(formErrors(new TypeError('offline'), []).record).toEqual(['TypeError: offline']);
  });
});
