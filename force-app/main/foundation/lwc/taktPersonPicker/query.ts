import { gql } from 'lightning/graphql';

/** Active people whose name holds some text. */
export const PEOPLE_BY_NAME = gql`
  query TaktPeopleByName($name: String) {
    uiapi {
      query {
        User(
          first: 8
          where: { and: [{ IsActive: { eq: true } }, { Name: { like: $name } }] }
          orderBy: { Name: { order: ASC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
              Title {
                value
              }
            }
          }
        }
      }
    }
  }
`;
