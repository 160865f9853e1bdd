import { TypeOverrides } from 'pg';

/** Numbers of types in PostgreSQL's catalogue. */
const wholeNumber = 20;
const [day, instant, instantWithZone, interval] = [1082, 1114, 1184, 1186];

/** Values as the embedded store reads them, so that nothing above can tell the two apart. */
export const valuesAlike = (): TypeOverrides => {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(wholeNumber, (text: string) => {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : BigInt(text);
  });
  for (const type of [day, instant, instantWithZone, interval]) overrides.setTypeParser(type, (text: string) => text);
  return overrides;
};
