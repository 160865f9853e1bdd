import { gql } from 'lightning/graphql';

/** Every scope that the user may see, in one period. */
export const PERIOD = gql`
  query TaktForecastPeriod($period: ID) {
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
              Weighted__c {
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
              Open_Deals__c {
                value
              }
              Won_Deals__c {
                value
              }
              Deals_Without_Amount__c {
                value
              }
              Method__c {
                value
              }
              Method_Reason__c {
                value
              }
              Backtest_Wape__c {
                value
              }
              Backtest_Naive_Wape__c {
                value
              }
              Backtest_Bias__c {
                value
              }
              Backtest_Coverage__c {
                value
              }
              Backtest_Count__c {
                value
              }
              Backtest_Band_Count__c {
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
