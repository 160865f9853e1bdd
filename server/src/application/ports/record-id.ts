/** Ids of 15 and of 18 characters name the same record. */
export const isSameRecord = (one: string, other: string): boolean => one.slice(0, 15) === other.slice(0, 15);
