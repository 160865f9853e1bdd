import { LightningElement, api, wire } from 'lwc';
import { gql, graphql } from 'lightning/graphql';

const QUERY = gql`
  query explorer($first: Int = 20, $after: String, $city: [String]) {
    uiapi {
      query {
        Equipment__c(
          first: $first
          after: $after
          scope: MINE
          where: { and: [{ Site__r: { City__c: { in: $city } } }, { not: { Status__c: { eq: "Retired" } } }, { or: [{ Seats__c: { gt: 1 } }, { Assigned_To__r: { Name: { like: "A%" } } }] }] }
          orderBy: { Site__r: { Name: { order: ASC } }, CreatedDate: { order: DESC, nulls: LAST } }
        ) {
          edges {
            cursor
            node {
              Id
              ApiName
              Name @optional { value }
              Serial_Number__c { value displayValue }
              Book_Value__c { value format }
              RecordType { DeveloperName { value } }
              Assigned_To__r { Name { value } Manager { Email { value } } }
              Site__r { City__c { value } Owner { ... on User { Name { value } } ... on Group { Name { value } } } }
              Tickets__r(first: 5, where: { Status__c: { ne: "Closed" } }) { edges { node { Subject__c { value } Steps__r { edges { node { Minutes__c { value } } } } } } totalCount }
              Product__r { Name { value } }
              CreatedBy { Name { value } }
              LastModifiedDate { value }
            }
          }
          pageInfo { hasNextPage endCursor }
          totalCount
        }
        Account(first: 5) { edges { node { Name { value } npsp__Number_of_Household_Members__c { value } Contacts { edges { node { Email { value } } } } } } }
      }
      aggregate {
        Ticket__c(groupBy: { Status__c: { group: true }, Due_At__c: { function: CALENDAR_MONTH } }, where: { CreatedDate: { gte: { literal: THIS_YEAR } } }) {
          edges { node { aggregate { Id { count { value } } Status__c { value } Minutes_Spent__c { sum { value } avg { value } } } } }
        }
      }
      objectInfos(apiNames: ["Equipment__c"]) { ApiName label fields { ApiName } }
      currentUser { Id Name { value } }
    }
  }
`;
const PARTS = gql`${QUERY} fragment none on X { y }`;

export default class EquipmentExplorer extends LightningElement {
  @api filter;
  @wire(graphql, { query: QUERY, variables: '$variables' }) result;
  get variables() {
    return { first: 20, parts: PARTS };
  }
}
export const open = () => undefined;
