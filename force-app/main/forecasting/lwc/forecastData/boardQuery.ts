import { gql } from 'lightning/graphql';

/** Quarters, freshness, and a run that is still open. */
export const BOARD = gql`
  query TaktForecastBoard {
    uiapi {
      query {
        Takt_Setting__c(first: 1, where: { External_Key__c: { eq: "org" } }) {
          edges {
            node {
              Id
              Forecast_As_Of__c {
                value
              }
              Heartbeat_At__c {
                value
              }
              Request_State__c {
                value
              }
              Requests_Used__c {
                value
              }
              Requests_Allowed__c {
                value
              }
            }
          }
        }
        Takt_Period__c(first: 200, where: { Type__c: { eq: "Quarter" } }, orderBy: { Start_Date__c: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
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
        Takt_Run__c(
          first: 1
          where: { and: [{ Kind__c: { eq: "Forecast" } }, { Status__c: { in: ["Requested", "Running"] } }] }
          orderBy: { CreatedDate: { order: DESC } }
        ) {
          edges {
            node {
              Id
              CreatedDate {
                value
              }
            }
          }
        }
      }
    }
  }
`;
