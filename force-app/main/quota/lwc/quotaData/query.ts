import { gql } from 'lightning/graphql';

/** Forecasts of one period with their quota fields, which a person may not be allowed to read. */
export const ATTAINMENT = gql`
  query TaktQuotaAttainment($period: ID) {
    uiapi {
      query {
        Takt_Forecast__c(first: 2000, where: { Period__c: { eq: $period } }, orderBy: { Name: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              Scope__c {
                value
              }
              Scope__r {
                Name {
                  value
                }
                Type__c {
                  value
                }
                Parent__c {
                  value
                }
                Person__c {
                  value
                }
                Manager__c {
                  value
                }
              }
              Currency__c {
                value
              }
              Won__c {
                value
              }
              Commit__c {
                value
              }
              Best_Case__c {
                value
              }
              Pipeline__c {
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
              Method_Reason__c {
                value
              }
              Quota__c @optional {
                value
              }
              Attainment__c @optional {
                value
              }
              Gap__c @optional {
                value
              }
              Chance_Of_Attainment__c @optional {
                value
              }
              Pace_Expected__c @optional {
                value
              }
              Coverage_A__c @optional {
                value
              }
              Coverage_B__c @optional {
                value
              }
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`;
