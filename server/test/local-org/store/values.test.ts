import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createOne, deal, emptyOrg, ids } from '../support/company.ts';

const org = emptyOrg();
afterAll(() => {
  org.close();
});

const read = (id: string, fields: string) =>
  org.query(org.system, `SELECT ${fields} FROM Opportunity WHERE Id = '${id}'`).records[0];

describe('stored values', () => {
  it('come back as they were given', () => {
    fc.assert(
      fc.property(
        fc.record({
          Name: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((name) => name.length <= 120),
          Amount: fc.option(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((cents) => cents / 100)),
          Description: fc.option(
            fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed() && !text.includes('\0')),
          ),
          CloseDate: fc
            .date({ min: new Date('1900-01-01'), max: new Date('3999-12-31'), noInvalidDate: true })
            .map((date) => date.toISOString().slice(0, 10)),
          IsPrivate: fc.boolean(),
        }),
        (fields) => {
          const id = createOne(org, 'Opportunity', deal(fields));
          expect(read(id, 'Name, Amount, Description, CloseDate, IsPrivate')).toMatchObject(fields);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('sum to the cent', () => {
    const cents = [10, 20, 30, 1, 99, 105450];
    ids(
      org.create(
        org.system,
        'Opportunity',
        cents.map((amount) => deal({ Name: 'Sum', Amount: amount / 100 })),
      ),
    );
    const [row] = org.query(org.system, "SELECT SUM(Amount) total FROM Opportunity WHERE Name = 'Sum'").records;
    expect(row?.['total']).toBe(1056.1);
  });

  it('may be as large as the field allows, and are refused beyond', () => {
    const id = createOne(org, 'Opportunity', deal({ Amount: 9_007_199_254_740_993 }));
    expect(read(id, 'Amount')?.['Amount']).toBe(9_007_199_254_740_992);
    const [result] = org.create(org.system, 'Opportunity', [deal({ Amount: 1e17 })]);
    expect(result?.errors[0]).toMatchObject({ statusCode: 'NUMBER_OUTSIDE_VALID_RANGE', fields: ['Amount'] });
  });

  it('tell null from nothing: empty text is no value', () => {
    const id = createOne(org, 'Opportunity', deal({ NextStep: '' }));
    expect(read(id, 'NextStep')?.['NextStep']).toBeNull();
  });
});

describe('the org’s clock', () => {
  it('starts on the day that it was told and never stamps two writes alike', () => {
    const one = createOne(org, 'Account', { Name: 'One' });
    const two = createOne(org, 'Account', { Name: 'Two' });
    const stamps = [one, two].map((id) => String(org.retrieve(org.system, 'Account', id)['SystemModstamp']));
    expect(stamps[0]?.startsWith('2026-11-24')).toBe(true);
    expect((stamps[0] ?? '') < (stamps[1] ?? '')).toBe(true);
  });
});
