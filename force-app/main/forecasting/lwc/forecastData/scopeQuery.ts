import { gql } from 'lightning/graphql';

/** Every quarter of one scope. */
export const SCOPE = gql`
  query TaktForecastScope($scope: ID) {
    uiapi {
      query {
        Takt_Forecast__c(first: 200, where: { Scope__c: { eq: $scope } }) {
          edges {
            node {
              Id
              Currency__c {
                value
              }
              Won__c {
                value
              }
              Model_P10__c {
                value
              }
              Model_P50__c {
                value
              }
              Model_P90__c {
                value
              }
              Method__c {
                value
              }
              Period__r {
                Id
                Name {
                  value
                }
                Type__c {
                  value
                }
                Start_Date__c {
                  value
                }
                End_Date__c {
                  value
                }
              }
            }
          }
        }
      }
    }
  }
`;
