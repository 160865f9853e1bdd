/** Parts of an API name: `npsp__Level__c` → namespace, stem and ending. */
export interface ApiName {
  readonly namespace: string | undefined;
  readonly stem: string;
  /** `c`, `mdt`, `e`, … without underscores; undefined for standard names. */
  readonly ending: string | undefined;
}

const endings = 'c|r|mdt|e|b|x|kav|chn|pc|Share|History|Feed|ChangeEvent|dlm|dll|pr';
const pattern = new RegExp(`^(?:(?<namespace>[A-Za-z][A-Za-z0-9_]{0,14}?)__)?(?<stem>.+?)__(?<ending>${endings})$`);

export const apiName = (name: string): ApiName => {
  const groups = pattern.exec(name)?.groups;
  return {
    namespace: groups?.['namespace'],
    stem: groups?.['stem'] ?? name,
    ending: groups?.['ending'],
  };
};

/** Comes with an installed package, or from the package's own namespace, so that nothing here can know it. */
export const isNamespaced = (name: string): boolean =>
  apiName(name).namespace !== undefined || name.includes('%%%') || name.startsWith('__NAMESPACE__');

/** The same for names of other things, which carry no ending: `npsp__Gift_Entry`, or `Shop__c.npsp__Close`. */
export const isPackaged = (name: string): boolean => {
  const own = name.split('.').at(-1) ?? '';
  return isNamespaced(apiName(own).ending === undefined ? `${own}__c` : own);
};

export const isCustom = (name: string): boolean => apiName(name).ending !== undefined;

/** How many letters must be put in, left out, changed or swapped to make one of the other; large where they are far apart. */
export const distance = (one: string, other: string): number => {
  if (Math.abs(one.length - other.length) > 2) return 99;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 99) + 1, (next[j - 1] ?? 99) + 1, (row[j - 1] ?? 99) + same);
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (i > 1 && j > 1 && swapped) best = Math.min(best, (before[j - 2] ?? 99) + 1);
      next.push(best);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 99;
};

/** The name that was probably meant: one that differs by a slip of the keyboard. */
export const nearest = (name: string, candidates: Iterable<string>): string | undefined => {
  const wanted = name.toLowerCase();
  const slip = wanted.length < 5 ? 1 : 2;
  let best: string | undefined;
  let least = slip + 1;
  for (const candidate of candidates) {
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
};

/** `; did you mean X?`, or nothing. */
export const meant = (name: string, candidates: Iterable<string>): string => {
  const near = nearest(name, candidates);
  return near === undefined ? '' : ` Did you mean ${near}?`;
};
