import { sizeFactor, type DemoAccount } from '../company/accounts.ts';
import { leadingFamilies, products, type DemoProduct } from '../company/products.ts';
import { normal, pick, pickWeighted, type Random } from '../random.ts';

export interface DealLine {
  readonly product: DemoProduct;
  readonly quantity: number;
  /** Cents. */
  readonly unitPrice: number;
}

const byFamily = Map.groupBy(products, ({ family }) => family);
const companions: readonly (readonly [family: string, weight: number])[] = [
  ['Valves', 35],
  ['Controllers', 25],
  ['Spare Parts', 20],
  ['Service', 20],
];
/** Further lines after the first: none to three. */
const furtherLines: readonly (readonly [count: number, weight: number])[] = [
  [0, 34],
  [1, 38],
  [2, 20],
  [3, 8],
];

const line = (random: Random, family: string, account: DemoAccount): DealLine => {
  const product = pick(random, byFamily.get(family) ?? products);
  const wanted = product.usualQuantity * sizeFactor(account) * Math.exp(0.45 * normal(random));
  const quantity = product.family === 'Service' ? 1 : Math.min(500, Math.max(1, Math.round(wanted)));
  const discount = random() < 0.4 ? 0 : random() * 0.2;
  return { product, quantity, unitPrice: Math.max(1, Math.round(product.listPrice * (1 - discount))) };
};

/** What a deal is about: a leading product and what goes with it. No product twice. */
export const drawLines = (random: Random, account: DemoAccount): readonly DealLine[] => {
  const lines = [line(random, pickWeighted(random, leadingFamilies), account)];
  const further = pickWeighted(random, furtherLines);
  for (let count = 0; count < further; count += 1) {
    const next = line(random, pickWeighted(random, companions), account);
    if (!lines.some(({ product }) => product === next.product)) lines.push(next);
  }
  return lines;
};

/** Cents. */
export const totalOf = (lines: readonly DealLine[]): number =>
  lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
