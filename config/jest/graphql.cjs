/* global jest */
const { createTestWireAdapter } = require('@salesforce/wire-service-jest-util');

/** Like the platform: nothing but `undefined` at first, then `{ data, errors, refresh }`. */
class graphql extends createTestWireAdapter() {
  constructor(dataCallback) {
    super(dataCallback);
    dataCallback({ data: undefined, errors: undefined });
  }
}

const refresh = jest.fn(() => Promise.resolve());

/** Answers the wires whose query has this operation name. */
const answer = (operation, { data, errors }) => {
  graphql.emit({ data, errors, refresh }, ({ query }) => query?.text.includes(`query ${operation}`) ?? false);
};

module.exports = { graphql, answer, refresh, gql: (strings) => ({ kind: 'Document', text: strings[0] }) };
