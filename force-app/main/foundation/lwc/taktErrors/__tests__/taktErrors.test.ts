import { isNoAccess, reduceErrors } from 'c/taktErrors';

describe('errors as sentences', () => {
  it.each([
    ['nothing', undefined, []],
    ['text', 'Broken', ['Broken']],
    ['an Error', new TypeError('x is not a function'), ['x is not a function']],
    ['GraphQL errors', [{ message: 'One' }, { message: 'Two' }], ['One', 'Two']],
    ['an UI API error', { body: { message: 'No such record' }, status: 404 }, ['No such record']],
    ['a list in the body', { body: [{ message: 'One' }, { message: 'Two' }] }, ['One', 'Two']],
    ['a failed fetch', { statusText: 'Bad Gateway', ok: false }, ['Bad Gateway']],
    [
      'a refused record',
      {
        body: {
          message: 'An error occurred while trying to update the record.',
          output: { errors: [{ message: 'Not today' }], fieldErrors: { Kind__c: [{ message: 'Kind is needed' }] } },
        },
      },
      ['Not today', 'Kind is needed'],
    ],
  ])('reads %s', (_, error, sentences) => {
    expect(reduceErrors(error)).toEqual(sentences);
  });

  it('says the same thing once', () => {
    expect(reduceErrors([{ message: 'Again' }, undefined, { message: 'Again' }])).toEqual(['Again']);
  });

  it('falls back to the general message where the page has no errors of its own', () => {
    expect(reduceErrors({ body: { message: 'Failed', output: { errors: [], fieldErrors: {} } } })).toEqual(['Failed']);
  });
});

describe('no access', () => {
  it.each([
    "Validation error of type FieldUndefined: Field 'Takt_Forecast__c' in type 'RecordQuery' is undefined",
    'Cannot query field "Takt_Forecast__c" on type "RecordQuery".',
    'INSUFFICIENT_ACCESS_OR_READONLY',
  ])('is told by: %s', (message) => {
    expect(isNoAccess([{ message }])).toBe(true);
  });

  it('is not told by a dead server', () => {
    expect(isNoAccess([{ message: 'Service unavailable' }])).toBe(false);
    expect(isNoAccess(undefined)).toBe(false);
  });
});
