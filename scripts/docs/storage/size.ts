/** What the number of rows depends on. */
export interface Size {
  /** Active ones in roles without roles below, and whoever owns deals, active or not. */
  readonly people: number;
  /** Roles with roles below, and "Unassigned" where somebody is in no role. */
  readonly teams: number;
  readonly families: number;
  readonly territories: number;
  readonly departments: number;
  /** Quarters with forecasts: past ones that are shown, the current and the next. */
  readonly quarters: number;
  readonly openDeals: number;
  /** Won in a year. */
  readonly wonDeals: number;
  readonly products: number;
  /** Versions of the yearly plan that are kept. */
  readonly plans: number;
  /** Accounts in territories. */
  readonly accounts: number;
  /** KPIs that are computed. */
  readonly kpis: number;
  /** Months of the S&OP cycle that are kept. */
  readonly months: number;
  /** Runs that are kept. */
  readonly runs: number;
}

/** The company that the budget is for. */
export const reference: Size = {
  people: 600,
  teams: 90,
  families: 20,
  territories: 100,
  departments: 10,
  quarters: 6,
  openDeals: 6000,
  wonDeals: 6000,
  products: 20_000,
  plans: 3,
  accounts: 6000,
  kpis: 20,
  months: 12,
  runs: 1000,
};

export const scopesOf = (size: Size): number =>
  size.people + size.teams + 1 + size.families + size.territories + size.departments;
