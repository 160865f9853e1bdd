/** A number of things, for people: `12,345`. */
export const counted = (value: number): string => value.toLocaleString('en');
