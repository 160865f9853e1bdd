import { gql } from 'lightning/graphql';

/** Actions still open by due date, and the last ones closed, of whatever the filters choose. */
export const ACTIONS = gql`
  query TaktActions($open: Takt_Action__c_Filter, $closed: Takt_Action__c_Filter) {
    uiapi {
      query {
        open: Takt_Action__c(first: 200, where: $open, orderBy: { Due_Date__c: { order: ASC } }) {
          edges {
            node {
              ...ActionFields
            }
          }
          pageInfo {
            hasNextPage
          }
        }
        closed: Takt_Action__c(first: 10, where: $closed, orderBy: { LastModifiedDate: { order: DESC } }) {
          edges {
            node {
              ...ActionFields
            }
          }
        }
      }
    }
  }

  fragment ActionFields on Takt_Action__c {
    Id
    Name {
      value
    }
    Opportunity__c {
      value
    }
    Opportunity__r @optional {
      Name @optional {
        value
      }
    }
    Account__c {
      value
    }
    Account__r @optional {
      Name @optional {
        value
      }
    }
    Forecast__c @optional {
      value
    }
    Forecast__r @optional {
      Name @optional {
        value
      }
    }
    Assignee__c {
      value
    }
    Assignee__r @optional {
      Name @optional {
        value
      }
    }
    Due_Date__c {
      value
    }
    Priority__c {
      value
    }
    Money_At_Risk__c {
      value
    }
    Status__c {
      value
    }
    Is_Overdue__c {
      value
    }
    Outcome__c {
      value
    }
    Meeting__c @optional {
      value
    }
    Meeting__r @optional {
      Name @optional {
        value
      }
    }
    LastModifiedDate {
      value
    }
    LastModifiedBy @optional {
      Name @optional {
        value
      }
    }
  }
`;

/** Apart from the actions: whoever may not see meetings is no meeting lead, and nothing else is missing. */
export const MEETINGS = gql`
  query TaktMeetings {
    uiapi {
      query {
        Takt_Meeting__c(first: 50, orderBy: { Held_On__c: { order: DESC, nulls: LAST } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              Held_On__c @optional {
                value
              }
            }
          }
        }
      }
    }
  }
`;

/** Owner of the record that the page shows, and the person who looks at it. */
export const PEOPLE = gql`
  query TaktActionPeople($record: ID, $me: ID) {
    uiapi {
      query {
        Opportunity(first: 1, where: { Id: { eq: $record } }) @optional {
          edges {
            node {
              Id
              Owner @optional {
                Id
                Name {
                  value
                }
                IsActive {
                  value
                }
              }
            }
          }
        }
        Account(first: 1, where: { Id: { eq: $record } }) @optional {
          edges {
            node {
              Id
              Owner @optional {
                Id
                Name {
                  value
                }
                IsActive {
                  value
                }
              }
            }
          }
        }
        User(first: 1, where: { Id: { eq: $me } }) {
          edges {
            node {
              Id
              Name {
                value
              }
              IsActive {
                value
              }
            }
          }
        }
      }
    }
  }
`;
