import { problem, type Rule } from '../rule.ts';
import { instances } from './page-parts.ts';

/** Identifiers of what is on a page are names: letters, digits and underscores. */
export const pageNames: Rule = ({ of }) =>
  of('FlexiPage').flatMap((page) =>
    instances(page)
      .flatMap((item) => item.one('identifier') ?? [])
      .filter(({ content }) => !/^[A-Za-z]\w*$/.test(content))
      .map((identifier) =>
        problem(
          'page-name',
          page,
          `${identifier.content} is no identifier: letters, digits and underscores, a letter first.`,
          identifier,
        ),
      ),
  );
