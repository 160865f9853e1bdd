/** Records by their ids: those at or after `from`, and before `to`. Ids never change, so records never leave a window. */
export interface IdWindow {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = BigInt(alphabet.length);
const idLength = 15;

const numberOf = (id: string): bigint => {
  let number = 0n;
  for (const digit of id.slice(0, idLength)) number = number * base + BigInt(Math.max(0, alphabet.indexOf(digit)));
  return number;
};

const idOf = (number: bigint): string => {
  let id = '';
  for (let rest = number; id.length < idLength; rest /= base) id = alphabet.charAt(Number(rest % base)) + id;
  return id;
};

/**
 * A window in two, at the middle between the first and the last id in it.
 * @returns undefined where they are one, and there is nothing to halve.
 */
export const halves = (window: IdWindow, first: string, last: string): readonly [IdWindow, IdWindow] | undefined => {
  const [low, high] = [numberOf(first), numberOf(last)];
  if (low >= high) return undefined;
  const middle = idOf((low + high) / 2n + 1n);
  return [
    { ...window, to: middle },
    { ...window, from: middle },
  ];
};

/** The window as SOQL conditions; ids hold letters and digits alone. */
export const windowConditions = ({ from, to }: IdWindow): readonly string[] => [
  ...(from === undefined ? [] : [`Id >= '${from}'`]),
  ...(to === undefined ? [] : [`Id < '${to}'`]),
];
