import type { Forecast } from 'c/forecastData';

/** Ids of the people whose deals make up a scope: the person, or the people below the team, as far as they are seen. */
export const ownersOf = (scopeId: string, rows: readonly Forecast[]): readonly string[] => {
  const within = new Set([scopeId]);
  // Parents may stand behind their children, and a ring must come to an end: grow until nothing is added.
  for (let size = 0; size !== within.size;) {
    size = within.size;
    for (const { scope } of rows) if (scope.parentId && within.has(scope.parentId)) within.add(scope.id);
  }
  const people = rows.flatMap(({ scope }) =>
    within.has(scope.id) && scope.type === 'Person' && scope.personId ? [scope.personId] : [],
  );
  return [...new Set(people)].sort();
};
