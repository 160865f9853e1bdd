type Filter = Readonly<Record<string, unknown>>;

/** Variables of the query: the same actions, once open, once closed. */
export interface Choice {
  readonly open: Filter;
  readonly closed: Filter;
}

const OVER = ['Done', 'Dropped'];

const choice = (filter: Filter): Choice => ({
  open: { and: [filter, { Status__c: { nin: OVER } }] },
  closed: { and: [filter, { Status__c: { in: OVER } }] },
});

/** About a record; on an account also about its open opportunities. */
export const aboutRecord = (object: string | undefined, id: string): Choice => {
  if (object !== 'Account') return choice({ Opportunity__c: { eq: id } });
  const ofDeals = {
    and: [{ Opportunity__r: { AccountId: { eq: id } } }, { Opportunity__r: { IsClosed: { eq: false } } }],
  };
  return choice({ or: [{ Account__c: { eq: id } }, ofDeals] });
};

/** What a person has to do. */
export const mine = (person: string): Choice => choice({ Assignee__c: { eq: person } });

/** All that was agreed in a meeting, as far as the person may see it. */
export const inMeeting = (meeting: string): Choice => choice({ Meeting__c: { eq: meeting } });
