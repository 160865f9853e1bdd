/** Older deals are all one age: three years. */
export const OLDEST_AGE = 1095;

const WEEKLY_UNTIL = 26 * 7;
const MONTHLY_UNTIL = 104 * 7;
const WEEKS = WEEKLY_UNTIL / 7;
const FOUR_WEEKS = (MONTHLY_UNTIL - WEEKLY_UNTIL) / 28;

/** Ages are told apart in weeks for half a year, in four weeks for two years, then not at all. */
export const AGE_BANDS = Math.ceil(WEEKS + FOUR_WEEKS) + 1;

/** Age band by age in days, 0…{@link OLDEST_AGE}. */
export const AGE_BAND: Uint8Array = Uint8Array.from({ length: OLDEST_AGE + 1 }, (_, age) => {
  if (age < WEEKLY_UNTIL) return Math.floor(age / 7);
  if (age < MONTHLY_UNTIL) return WEEKS + Math.floor((age - WEEKLY_UNTIL) / 28);
  return AGE_BANDS - 1;
});
