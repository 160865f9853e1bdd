import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idSuffix, makeId, toId18 } from '../../../local-org/store/ids.ts';

describe('Salesforce ids', () => {
  it('bear the checksum that Salesforce documents', () => {
    // Ids as they stand in Salesforce's REST API guide.
    expect(idSuffix('001D000000IqhSL')).toBe('IAZ');
    expect(toId18('001D000000INjVe')).toBe('001D000000INjVeIAL');
  });

  it('are repaired from any case by their suffix', () => {
    expect(toId18('001d000000iqhsliaz')).toBe('001D000000IqhSLIAZ');
  });

  it('are refused with another length, foreign characters or a wrong suffix', () => {
    for (const wrong of [
      '',
      '001',
      '001D000000IqhS-',
      '001D000000IqhSLIAOX',
      '001D000000IqhSLIA9',
      '001D000000IqhSLAA8',
    ]) {
      expect(toId18(wrong)).toBeUndefined();
    }
  });

  it('sort in the order of their making and never repeat', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(2 ** 31), (a, b) => {
        const [first, second] = [makeId('006', a), makeId('006', b)];
        expect(first < second).toBe(a < b);
        expect(toId18(first.toLowerCase())).toBe(first);
      }),
    );
  });
});
