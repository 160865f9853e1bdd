import { gql } from 'lightning/graphql';

/** A plan with its rows, and the tree that they hang in. */
export const PLAN = gql`
  query TaktQuotaPlan($plan: ID) {
    uiapi {
      query {
        Takt_Plan__c(first: 1, where: { Id: { eq: $plan } }) {
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
              Currency__c {
                value
              }
            }
          }
        }
        Takt_Quota__c(first: 2000, where: { Plan__c: { eq: $plan } }, orderBy: { Name: { order: ASC } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              External_Key__c {
                value
              }
              Person__c {
                value
              }
              Currency__c {
                value
              }
              Approved_Total__c {
                value
              }
              Approved_1__c {
                value
              }
              Approved_2__c {
                value
              }
              Approved_3__c {
                value
              }
              Approved_4__c {
                value
              }
              Approved_5__c {
                value
              }
              Approved_6__c {
                value
              }
              Approved_7__c {
                value
              }
              Approved_8__c {
                value
              }
              Approved_9__c {
                value
              }
              Approved_10__c {
                value
              }
              Approved_11__c {
                value
              }
              Approved_12__c {
                value
              }
              Approved_13__c {
                value
              }
            }
          }
          pageInfo {
            hasNextPage
          }
        }
        Takt_Scope__c(first: 2000, orderBy: { External_Key__c: { order: ASC } }) {
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
            }
          }
        }
      }
    }
  }
`;

/** Versions that are in force for a year. */
export const IN_FORCE = gql`
  query TaktQuotaPlansInForce($year: String) {
    uiapi {
      query {
        Takt_Plan__c(
          first: 200
          where: {
            and: [
              { Kind__c: { eq: "Quota" } }
              { Fiscal_Year__c: { eq: $year } }
              { Status__c: { in: ["Approved", "Published"] } }
            ]
          }
          orderBy: { Version__c: { order: DESC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
            }
          }
        }
      }
    }
  }
`;
