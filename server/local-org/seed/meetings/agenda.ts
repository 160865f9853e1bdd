export type ActionStatus = 'Open' | 'In_Progress' | 'Done' | 'Dropped';

/** What became of one action of a past meeting. */
export interface AgreedAction {
  /** 0 is the oldest of the three past meetings. */
  readonly meeting: 0 | 1 | 2;
  readonly about: 'deal' | 'account';
  readonly status: ActionStatus;
  /** Days from today for what is open; days from the meeting for what is settled. */
  readonly due: number;
  readonly subject: string;
  readonly outcome?: string;
  /** The deal's owner is not who must do it, but their manager. */
  readonly byManager?: true;
}

/** The actions of the last three meetings: what is older is mostly done, two are late, the rest is due soon. */
export const agenda: readonly AgreedAction[] = [
  {
    meeting: 0,
    about: 'deal',
    status: 'Done',
    due: 14,
    subject: 'Ask the customer for the release of the budget',
    outcome: 'Budget is released for this year; purchasing takes over.',
  },
  {
    meeting: 0,
    about: 'deal',
    status: 'Done',
    due: 9,
    subject: 'Agree the discount with the managing director',
    outcome: 'Eight per cent at most, and only with a date for the order.',
    byManager: true,
  },
  {
    meeting: 0,
    about: 'account',
    status: 'Done',
    due: 21,
    subject: 'Find out who follows the head of purchasing',
    outcome: 'The new head starts next month; a first visit is arranged.',
  },
  {
    meeting: 0,
    about: 'deal',
    status: 'In_Progress',
    due: -12,
    subject: 'Have the technical concept approved by the plant',
  },
  {
    meeting: 1,
    about: 'deal',
    status: 'Done',
    due: 9,
    subject: 'Confirm the delivery date with production',
    outcome: 'Production holds the date; the customer has it in writing.',
  },
  {
    meeting: 1,
    about: 'deal',
    status: 'Done',
    due: 16,
    subject: 'Visit the customer together',
    outcome: 'They want a smaller first lot. The amount is changed.',
    byManager: true,
  },
  {
    meeting: 1,
    about: 'account',
    status: 'Dropped',
    due: 21,
    subject: 'Offer a frame contract for spare parts',
    outcome: 'The customer does not want one before the next fiscal year.',
  },
  { meeting: 1, about: 'deal', status: 'Open', due: -4, subject: 'Move the close date, or close the deal' },
  { meeting: 1, about: 'deal', status: 'In_Progress', due: 3, subject: 'Get a date for the order in writing' },
  {
    meeting: 2,
    about: 'deal',
    status: 'Done',
    due: 7,
    subject: 'Clear up who decides at the customer',
    outcome: 'The head of the plant decides; he knows the quote.',
  },
  { meeting: 2, about: 'deal', status: 'In_Progress', due: 2, subject: 'Win the engineering office for our concept' },
  { meeting: 2, about: 'deal', status: 'Open', due: 6, subject: 'Take the quote to the board', byManager: true },
  { meeting: 2, about: 'deal', status: 'Open', due: 9, subject: 'Find out what the competitor has quoted' },
  { meeting: 2, about: 'account', status: 'Open', due: 14, subject: 'Plan next year with the customer' },
];
