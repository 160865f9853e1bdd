import { slug } from '../values/text.ts';

/** What a template may do to a column: `{agent|slug}`. */
const filters: Readonly<Record<string, (text: string) => string>> = {
  slug,
  lower: (text) => text.toLowerCase(),
  firstWord: (text) => text.trim().split(/\s+/)[0] ?? '',
  otherWords: (text) => text.trim().split(/\s+/).slice(1).join(' '),
};

const placeholder = /\{([^{}|]+)(?:\|(\w+))?\}/g;

/** Columns that a template names, and filters that it names but that do not exist. */
export const templateNames = (
  template: string,
): { readonly columns: readonly string[]; readonly unknownFilters: readonly string[] } => {
  const found = [...template.matchAll(placeholder)];
  return {
    columns: found.map(([, column = '']) => column),
    unknownFilters: found.flatMap(([, , filter]) => (filter === undefined || filter in filters ? [] : [filter])),
  };
};

/**
 * Fills a template. Where a column that it names is blank the whole is unknown: null, so that no half-made key or
 * name comes to life.
 */
export const fillTemplate = (template: string, value: (column: string) => string): string | null => {
  const blank = templateNames(template).columns.some((column) => value(column) === '');
  if (blank) return null;
  return template.replaceAll(placeholder, (_, column: string, filter?: string) => {
    const raw = value(column);
    return filter === undefined ? raw : (filters[filter]?.(raw) ?? raw);
  });
};
