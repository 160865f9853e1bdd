import { expect, it } from 'vitest';
import { recordId } from '../../../../src/domain/quota/import/index.ts';

it('writes an id of 15 characters in 18, one bit for each capital letter', () => {
  // A pair that is often printed as the example.
  expect(recordId('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC');
  expect(recordId('001A0000006Vm9uIAC')).toBe('001A0000006Vm9uIAC');
});

it('knows 18 characters that lost their case or were mistyped, and what is no id at all', () => {
  expect(recordId('001a0000006vm9uIAC')).toBeUndefined();
  expect(recordId('001A0000006Vm9uIAD')).toBeUndefined();
  for (const text of ['', '001A0000006Vm9', 'ann@acme.example', '001A0000006Vm9u '])
    expect(recordId(text)).toBeUndefined();
});
