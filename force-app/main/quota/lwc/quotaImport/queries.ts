import { gql } from 'lightning/graphql';

/** Calendar, teams, and the plans that are there. */
export const SETUP = gql`
  query TaktQuotaImportSetup {
    uiapi {
      query {
        Takt_Setting__c(first: 1, where: { External_Key__c: { eq: "org" } }) {
          edges {
            node {
              Id
              Currency__c {
                value
              }
            }
          }
        }
        Takt_Period__c(
          first: 2000
          where: { Type__c: { in: ["Month", "Quarter"] } }
          orderBy: { Start_Date__c: { order: ASC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
              Type__c {
                value
              }
              Fiscal_Year__c {
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
        Takt_Plan__c(first: 2000, where: { Kind__c: { eq: "Quota" } }, orderBy: { CreatedDate: { order: DESC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              External_Key__c {
                value
              }
              Fiscal_Year__c {
                value
              }
              Version__c {
                value
              }
              Status__c {
                value
              }
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

/** Teams and who counts in them, a page at a time. */
export const SCOPES = gql`
  query TaktQuotaImportScopes($after: String) {
    uiapi {
      query {
        Takt_Scope__c(first: 2000, after: $after, orderBy: { External_Key__c: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              Type__c {
                value
              }
              External_Key__c {
                value
              }
              Parent__c {
                value
              }
              Manager__c {
                value
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`;

/** Everybody, those who have left included, a page at a time. */
export const PEOPLE = gql`
  query TaktQuotaImportPeople($after: String) {
    uiapi {
      query {
        User(first: 2000, after: $after, orderBy: { Username: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              Username {
                value
              }
              Email {
                value
              }
              IsActive {
                value
              }
              ManagerId {
                value
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`;

/** Rows of a plan that is to be taken away. */
export const LEFT_ROWS = gql`
  query TaktQuotaImportLeftRows($plan: ID) {
    uiapi {
      query {
        Takt_Quota__c(first: 2000, where: { Plan__c: { eq: $plan } }) {
          edges {
            node {
              Id
            }
          }
        }
      }
    }
  }
`;
