/** The ten stages of a new Salesforce org, in order, with what they imply. */
export const defaultStages = [
  ['Prospecting', 10, 'Pipeline', 'Pipeline', false, false],
  ['Qualification', 10, 'Pipeline', 'Pipeline', false, false],
  ['Needs Analysis', 20, 'Pipeline', 'Pipeline', false, false],
  ['Value Proposition', 50, 'Pipeline', 'Pipeline', false, false],
  ['Id. Decision Makers', 60, 'Pipeline', 'Pipeline', false, false],
  ['Perception Analysis', 70, 'Pipeline', 'Pipeline', false, false],
  ['Proposal/Price Quote', 75, 'Pipeline', 'Pipeline', false, false],
  ['Negotiation/Review', 90, 'Pipeline', 'Pipeline', false, false],
  ['Closed Won', 100, 'Closed', 'Closed', true, true],
  ['Closed Lost', 0, 'Omitted', 'Omitted', true, false],
].map(([name, probability, category, categoryName, closed, won], index) => ({
  MasterLabel: String(name),
  ApiName: String(name),
  IsActive: true,
  SortOrder: index + 1,
  IsClosed: closed === true,
  IsWon: won === true,
  ForecastCategory: String(category),
  ForecastCategoryName: String(categoryName),
  DefaultProbability: Number(probability),
}));
