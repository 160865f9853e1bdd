/** What the company sells. Prices in cents; `stocked` lines are made ahead and can run out. */
export interface DemoProduct {
  readonly code: string;
  readonly name: string;
  readonly family: string;
  readonly listPrice: number;
  /** Usual quantity on a line, before the customer's size. */
  readonly usualQuantity: number;
  readonly stocked: boolean;
}

const family = (
  name: string,
  usualQuantity: number,
  stocked: boolean,
  items: readonly (readonly [code: string, name: string, euros: number])[],
): readonly DemoProduct[] =>
  items.map(([code, product, euros]) => ({
    code,
    name: product,
    family: name,
    listPrice: Math.round(euros * 100),
    usualQuantity,
    stocked,
  }));

export const products: readonly DemoProduct[] = [
  ...family('Circulating Pumps', 4, true, [
    ['NC-25', 'Circulating pump NC 25', 389],
    ['NC-40', 'Circulating pump NC 40', 742.5],
    ['NC-65', 'Circulating pump NC 65', 1289],
    ['NC-100', 'Circulating pump NC 100', 2480],
    ['NC-150', 'Circulating pump NC 150 twin', 4950],
  ]),
  ...family('Submersible Pumps', 2, true, [
    ['NS-08', 'Submersible pump NS 8', 1150],
    ['NS-15', 'Submersible pump NS 15', 2390],
    ['NS-30', 'Submersible pump NS 30', 4180],
    ['NS-75', 'Sewage pump NS 75', 8900],
    ['NS-160', 'Sewage pump NS 160', 16400],
  ]),
  ...family('Valves', 12, true, [
    ['NV-15', 'Ball valve NV 15', 48.9],
    ['NV-32', 'Ball valve NV 32', 86.4],
    ['NV-50', 'Butterfly valve NV 50', 174],
    ['NV-80', 'Control valve NV 80', 420],
    ['NV-125', 'Gate valve NV 125', 690],
  ]),
  ...family('Controllers', 3, true, [
    ['NX-1', 'Controller NX 1', 590],
    ['NX-2', 'Controller NX 2 with display', 980],
    ['NX-4', 'Station controller NX 4', 2650],
    ['NX-8', 'Plant controller NX 8', 6900],
  ]),
  ...family('Spare Parts', 15, true, [
    ['NE-01', 'Mechanical seal set', 64.5],
    ['NE-02', 'Impeller', 128],
    ['NE-03', 'Bearing kit', 89.9],
    ['NE-04', 'Motor, rewound', 870],
  ]),
  ...family('Service', 1, false, [
    ['ND-IN', 'Commissioning', 1450],
    ['ND-W1', 'Maintenance contract, 1 year', 2200],
    ['ND-W3', 'Maintenance contract, 3 years', 5800],
  ]),
];

/** Families that a deal begins with, and how often. */
export const leadingFamilies: readonly (readonly [family: string, weight: number])[] = [
  ['Circulating Pumps', 34],
  ['Submersible Pumps', 28],
  ['Valves', 10],
  ['Controllers', 14],
  ['Spare Parts', 9],
  ['Service', 5],
];
