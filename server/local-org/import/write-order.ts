import { isAuditField } from './audit-fields.ts';
import type { Schema } from '../metadata/schema.ts';
import { comparableKey, isReference, type Draft } from './draft.ts';
import type { ProblemList } from './problem.ts';

/** What others stand on comes first; objects that are not named here follow in the order of their references. */
const firstObjects = [
  'Organization',
  'OpportunityStage',
  'UserRole',
  'User',
  'Account',
  'Contact',
  'Campaign',
  'Product2',
  'Pricebook2',
  'PricebookEntry',
  'Opportunity',
  'OpportunityLineItem',
  'OpportunityHistory',
];

/** The drafts' objects, so that an object comes after those that it points to (where that is no circle). */
export const objectOrder = (drafts: readonly Draft[], schema: Schema): readonly string[] => {
  const present = new Set(drafts.map((draft) => draft.object));
  const ordered = firstObjects.filter((name) => present.has(name));
  const placed = new Set(ordered);
  const visiting = new Set<string>();
  const place = (name: string): void => {
    if (placed.has(name) || visiting.has(name)) return;
    visiting.add(name);
    for (const field of schema.object(name)?.fields.values() ?? []) {
      for (const parent of field.referenceTo) if (present.has(parent)) place(parent);
    }
    placed.add(name);
    ordered.push(name);
  };
  for (const name of [...present].toSorted()) place(name);
  return ordered;
};

/** Parents before children within one object (roles, managers, subsidiaries). A circle is told by its members' names. */
export const parentsFirst = (drafts: readonly Draft[], problems: ProblemList): readonly Draft[] => {
  const byKey = new Map<string, Draft>();
  for (const draft of drafts) if (draft.key !== undefined) byKey.set(comparableKey(draft.key), draft);
  const parentsOf = (draft: Draft): Draft[] =>
    [...draft.fields].flatMap(([name, value]) => {
      const own = isReference(value) && value.objects.includes(draft.object) && !isAuditField(name);
      const parent = own ? byKey.get(comparableKey(value.key)) : undefined;
      return parent === undefined ? [] : [parent];
    });
  const ordered: Draft[] = [];
  const state = new Map<Draft, 'open' | 'done'>();
  for (const start of drafts) {
    // An own stack: a chain of 100,000 parents is bad data, not a reason to break down.
    const path: Draft[] = [start];
    while (path.length > 0) {
      const draft = path.at(-1);
      if (draft === undefined || state.get(draft) === 'done') {
        path.pop();
        continue;
      }
      state.set(draft, 'open');
      const waiting = parentsOf(draft).find((parent) => state.get(parent) !== 'done');
      if (waiting === undefined || state.get(waiting) === 'open') {
        if (waiting !== undefined) tellCircle(draft, path.slice(path.indexOf(waiting)), problems);
        state.set(draft, 'done');
        ordered.push(draft);
        path.pop();
      } else path.push(waiting);
    }
  }
  return ordered;
};

const nameOf = (draft: Draft): string => {
  const name = draft.fields.get('Name');
  return typeof name === 'string' ? name : (draft.key ?? '?');
};

const tellCircle = (draft: Draft, circle: readonly Draft[], problems: ProblemList): void => {
  const names = [...circle, ...circle.slice(0, 1)].map(nameOf).join(' → ');
  problems.add({
    file: draft.file,
    ...(draft.line === undefined ? {} : { line: draft.line }),
    reason: `${draft.object} records form a circle: ${names}`,
    remedy: 'Take one of these links out: a record cannot stand above itself.',
  });
};
