import { nodes, number, oneOf, parent, text } from 'c/taktGraphql';
import { connections, node } from './elements';

const row = node({
  Id: 'a01',
  Name: 'Ann Ash',
  Won__c: 12.5,
  Empty__c: '',
  Gone__c: null,
  Scope__r: node({ Id: 's1' }),
});

describe('reading GraphQL answers', () => {
  it('unwraps values and takes Id as it is', () => {
    expect([text(row, 'Id'), text(row, 'Name'), number(row, 'Won__c')]).toEqual(['a01', 'Ann Ash', 12.5]);
  });

  it('says nothing for null, empty, absent and mistyped values, and never 0', () => {
    expect(text(row, 'Gone__c')).toBeUndefined();
    expect(text(row, 'Empty__c')).toBeUndefined();
    expect(number(row, 'Missing__c')).toBeUndefined();
    expect(number(row, 'Name')).toBeUndefined();
    expect(number(node({ N: Number.NaN }), 'N')).toBeUndefined();
  });

  it('gives the parent, and nothing where the user may not see it', () => {
    expect(parent(row, 'Scope__r')).toEqual({ Id: 's1' });
    expect(parent(node({ Scope__r: null }), 'Scope__r')).toBeUndefined();
  });

  it('falls back for a picklist value that it does not know', () => {
    expect(oneOf(node({ K: 'New' }), 'K', ['Old', 'Older'], 'Old')).toBe('Old');
    expect(oneOf(node({ K: 'Older' }), 'K', ['Old', 'Older'], 'Old')).toBe('Older');
  });

  it('lists the nodes of a connection, and none before there is an answer', () => {
    expect(nodes(connections({ A__c: [{ Id: '1' }, { Id: '2' }] }), 'A__c')).toHaveLength(2);
    expect(nodes(undefined, 'A__c')).toEqual([]);
    expect(nodes(connections({}), 'A__c')).toEqual([]);
  });
});
