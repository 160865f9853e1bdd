import { gql } from 'lightning/graphql';

/** Won and open deals of some people that close in a quarter, the largest first. */
export const DEALS = gql`
  query TaktForecastDeals($owners: [ID], $start: Date, $end: Date) {
    uiapi {
      query {
        Opportunity(
          first: 2000
          where: {
            and: [
              { OwnerId: { in: $owners } }
              { CloseDate: { gte: { value: $start } } }
              { CloseDate: { lte: { value: $end } } }
              { or: [{ IsWon: { eq: true } }, { IsClosed: { eq: false } }] }
            ]
          }
          orderBy: { Amount: { order: DESC, nulls: LAST }, Name: { order: ASC } }
        ) {
          edges {
            node {
              Id
              Name {
                value
              }
              Owner {
                Name {
                  value
                }
              }
              StageName {
                value
              }
              ForecastCategoryName {
                value
              }
              IsWon {
                value
              }
              CloseDate {
                value
              }
              Amount {
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

/** What is expected of them: asked apart, for who may not see it still sees the deals. */
export const CHANCES = gql`
  query TaktForecastDealChances($owners: [ID], $start: Date, $end: Date) {
    uiapi {
      query {
        Takt_Deal_Insight__c(
          first: 2000
          where: {
            Opportunity__r: {
              and: [
                { OwnerId: { in: $owners } }
                { CloseDate: { gte: { value: $start } } }
                { CloseDate: { lte: { value: $end } } }
                { IsClosed: { eq: false } }
              ]
            }
          }
        ) {
          edges {
            node {
              Id
              Opportunity__c {
                value
              }
              Win_Probability__c {
                value
              }
              Stale__c {
                value
              }
            }
          }
        }
      }
    }
  }
`;
