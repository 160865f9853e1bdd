import { comparableKey, isReference, type Draft, type DraftValue } from './draft.ts';
import { offered } from './personas.ts';
import type { DemoUser } from './report.ts';

const textOf = (value: DraftValue | undefined): string => (typeof value === 'string' ? value : '');

const dealsByOwner = (drafts: readonly Draft[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { object, fields } of drafts) {
    const owner = object === 'Opportunity' ? fields.get('OwnerId') : undefined;
    if (owner === undefined || !isReference(owner)) continue;
    const key = comparableKey(owner.key);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

/** A few users worth logging in as: of each persona the ones with the most deals. */
export const demoUsersOf = (drafts: readonly Draft[]): readonly DemoUser[] => {
  const deals = dealsByOwner(drafts);
  const users = drafts.filter(({ object, fields }) => object === 'User' && fields.get('IsActive') !== false);
  return offered.flatMap(([persona, count]) =>
    users
      .filter((user) => user.persona === persona)
      .toSorted((a, b) => (deals.get(comparableKey(b.key ?? '')) ?? 0) - (deals.get(comparableKey(a.key ?? '')) ?? 0))
      .slice(0, count)
      .map(({ fields }) => ({
        username: textOf(fields.get('Username')),
        name: `${textOf(fields.get('FirstName'))} ${textOf(fields.get('LastName'))}`.trim(),
        title: textOf(fields.get('Title')),
        persona,
      })),
  );
};
