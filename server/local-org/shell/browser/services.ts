import { createSend } from '../client/api.ts';
import { GraphQLClient } from '../client/graphql-client.ts';
import { RecordClient } from '../client/record-client.ts';
import { signOut, token } from './session.ts';

/** The one door to the org that everything in this page shares. */
export const send = createSend({
  fetch: (...request) => fetch(...request),
  token,
  onSessionEnd: () => {
    signOut();
    location.reload();
  },
});

export const graphqlClient = new GraphQLClient(send);

export const recordClient = new RecordClient(send, (recordId) => graphqlClient.recordChanged(recordId));
