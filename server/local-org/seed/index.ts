export * as groundTruth from './ground-truth.ts';
export { defaultDeals, mostDeals, seedDemo, SeedOptionError, type SeedOptions, type SeedReport } from './seed-demo.ts';
