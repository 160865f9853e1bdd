import { gql } from 'lightning/graphql';

/** What is expected of one deal, the deal's own dates, and how fresh it is. */
export const INSIGHT = gql`
  query TaktDealInsight($deal: ID) {
    uiapi {
      query {
        Takt_Deal_Insight__c(first: 1, where: { Opportunity__c: { eq: $deal } }) {
          edges {
            node {
              Id
              Win_Probability__c {
                value
              }
              Win_By__c {
                value
              }
              Stage_Probability__c {
                value
              }
              Drivers__c {
                value
              }
              Days_In_Stage__c {
                value
              }
              Pushes__c {
                value
              }
              Expected_Close__c {
                value
              }
              Stale__c {
                value
              }
              Suggestion__c {
                value
              }
              As_Of__c {
                value
              }
              Run__r {
                Name {
                  value
                }
              }
            }
          }
        }
        Opportunity(first: 1, where: { Id: { eq: $deal } }) {
          edges {
            node {
              Id
              CloseDate {
                value
              }
              IsClosed {
                value
              }
              IsWon {
                value
              }
            }
          }
        }
        Takt_Setting__c(first: 1) {
          edges {
            node {
              Id
              Forecast_As_Of__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
