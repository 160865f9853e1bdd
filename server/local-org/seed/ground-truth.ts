/**
 * The process behind the demo company, as docs/demo-company.md tells it. Tests of forecasts may rely on these numbers.
 * Probabilities are per deal and week unless they say otherwise; percentages of stages are those of the CRM.
 */

export type Category = 'Pipeline' | 'Best Case' | 'Commit';

export interface OpenStage {
  readonly name: string;
  /** What the CRM shows, in percent: what sales people believe, not what happens. */
  readonly probability: number;
  readonly category: Category;
  readonly advancePerWeek: number;
  readonly losePerWeek: number;
}

/** The five open stages. The last one is left by winning or losing. */
export const openStages: readonly OpenStage[] = [
  { name: 'Qualification', probability: 10, category: 'Pipeline', advancePerWeek: 0.31, losePerWeek: 0.15 },
  { name: 'Needs Analysis', probability: 25, category: 'Pipeline', advancePerWeek: 0.32, losePerWeek: 0.085 },
  { name: 'Technical Concept', probability: 45, category: 'Best Case', advancePerWeek: 0.3, losePerWeek: 0.075 },
  { name: 'Proposal', probability: 60, category: 'Best Case', advancePerWeek: 0.3, losePerWeek: 0.075 },
  { name: 'Negotiation', probability: 85, category: 'Commit', advancePerWeek: 0, losePerWeek: 0.065 },
];

export const closedWon = { name: 'Closed Won', probability: 100, category: 'Closed' } as const;
export const closedLost = { name: 'Closed Lost', probability: 0, category: 'Omitted' } as const;

/** Chance of winning per week in the last open stage, before quality, rep and season. */
export const winPerWeek = 0.16;

/** How a deal's hidden quality (standard normal) works: hazards are multiplied by exp(weight × quality). */
export const quality = { advance: 0.18, win: 0.35, lose: -0.4 } as const;

/** What is visible and carries signal: added to the hidden quality. */
export const signals = {
  existingCustomer: 0.45,
  leadSource: {
    'Partner Referral': 0.35,
    Web: 0,
    'Phone Inquiry': 0.2,
    'Trade Fair': 0.05,
    'Purchased List': -0.5,
  },
  /** Per factor e above the usual amount. */
  largeAmount: -0.22,
} as const;

/** Hazard of losing by the deal's age in weeks: young deals are spared, old ones die. */
export const ageEffect = (weeks: number): number => (weeks < 3 ? 0.6 : weeks < 20 ? 1 : 1.6);

/** Hazard of winning by days to the end of the fiscal quarter, and of losing when the pipeline is cleaned. */
export const quarterEnd = {
  win: (daysLeft: number): number => (daysLeft < 7 ? 3 : daysLeft < 15 ? 2 : daysLeft > 70 ? 0.6 : 1),
  lose: (daysLeft: number): number => (daysLeft < 7 ? 1.5 : 1),
} as const;

/** Deals created by month, January first; the average is 1. */
export const seasonality: readonly number[] = [0.97, 1.02, 1.15, 1.02, 1.02, 1.1, 0.87, 0.74, 1.15, 1.1, 1.12, 0.74];

/** Deals created grow by this much a year (continuous rate). */
export const yearlyGrowth = 0.1;

/** Chance per week that nobody works a deal any more; it then only waits to be lost. */
export const dormant = { perWeek: 0.008, sloppyFactor: 2.5, losePerWeek: 0.022, pushPerWeek: 0.05 } as const;

export type RepStyle = 'steady' | 'sandbagger' | 'happy ears';

export interface StyleEffect {
  readonly share: number;
  /** Factor on the time that the rep expects a deal to take. */
  readonly expectedTime: number;
  /** Mean logarithmic change of the amount at each new quote: negative when the first one was too high. */
  readonly amountDrift: number;
  /** Chance that a deal is put one category above (happy ears) or below (sandbagger) its stage's. */
  readonly misjudges: number;
}

export const repStyles: Readonly<Record<RepStyle, StyleEffect>> = {
  steady: { share: 0.6, expectedTime: 1, amountDrift: -0.02, misjudges: 0.08 },
  sandbagger: { share: 0.2, expectedTime: 1.35, amountDrift: 0.08, misjudges: 0.65 },
  'happy ears': { share: 0.2, expectedTime: 0.65, amountDrift: -0.11, misjudges: 0.6 },
};

/** Spread of reps: skill multiplies winning by exp(skill), activity the number of deals by exp(activity). */
export const reps = { skill: 0.25, activity: 0.25, sloppyShare: 0.3, rampDays: 120, rampStart: 0.3 } as const;

/** Days that a deal is expected to take from its start, and what is expected to be left on entering each stage. */
export const expectedDays = { start: 100, afterStage: [95, 75, 55, 38, 20], spread: 0.35 } as const;

/** Expected dates are put on the end of a quarter or month this often, and moved when a stage is reached. */
export const closeDates = {
  quarterEnd: 0.3,
  monthEnd: 0.45,
  revisedOnAdvance: 0.4,
  pushTidy: 0.7,
  pushSloppy: 0.25,
} as const;

/** Chance of a new quote when a stage is reached, and the spread of its logarithmic change. */
export const requote = { chance: 0.35, spread: 0.16 } as const;

/** Deals that have neither amount nor products before this stage, and how many. */
export const withoutAmount = { share: 0.12, untilStage: 1 } as const;

/** People: seats of the sales force, and what happens to the deals of those who leave. */
export const people = {
  teams: 6,
  seatsAtStart: 36,
  seatsOpenedLater: 6,
  departures: 7,
  departuresReplaced: 5,
  vacancyDays: 45,
  /** Open deals handed to a colleague; the others stay with the inactive user and go dormant. */
  reassigned: 0.65,
} as const;

/**
 * One re-organisation, at the start of the fiscal quarter this many quarters before today's: one team changes its
 * region, some seats change their team, and for some weeks fewer deals are begun.
 */
export const reorganisation = {
  quartersAgo: 5,
  seatsMoved: 4,
  dealsHandedOver: 0.25,
  dipWeeks: 6,
  dipFactor: 0.8,
} as const;

/** Share of deals that a team's manager owns. */
export const managerDeals = 0.02;

/** The company begins this many fiscal quarters before the current one, with a pipeline of deals begun before that. */
export const quartersOfHistory = 12;
export const warmUpWeeks = 26;
/** Share of deals that are still open after some weeks, as the process above has it (fitted to simulated deals). */
export const openShareAfter = (weeks: number): number => Math.exp(-weeks / 10.5);

/**
 * Quotas of reps. `wonPerDeal` is what the process above wins per deal begun, in EUR, in the year of the quota: of N
 * deals, those that fall into a year by season, growth and people present. Six simulations of 6,000 to 100,000 deals
 * gave 4,900 to 5,300 in 2025, 5,100 on average (in 2024 4,700 to 5,800; a year not over yet has won less). `stretch`
 * asks for a tenth more than that. `spread` is what people bargain for (standard deviation of the logarithm).
 */
export const quotas = {
  wonPerDeal: 5_100,
  stretch: 1.1,
  spread: 0.06,
  ownTeamRow: 'Leipzig',
  teamMargin: 1.04,
} as const;

/**
 * Where deals of these sources come from: each was one lead that was converted on the day on which the deal began, and
 * beside it stand as many that came to nothing. No more than `most` leads: of larger companies a part of the deals has
 * them. Half of the leads from the web came by themselves, without a campaign.
 */
export const marketing = {
  sources: ['Web', 'Trade Fair', 'Partner Referral'],
  lostPerDeal: 1,
  most: 40_000,
  webByItself: 0.5,
  /** Lost leads are closed after so many days, by this chance; the others are still worked. */
  closedAfter: 60,
  closed: 0.85,
  /** Contacts that answer a campaign, beside those who became customers. */
  responds: 0.6,
} as const;
