import type { Problem } from '../../package/component.ts';
import { repeated } from '../duplicates.ts';
import { isPackaged } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import { columnProblem } from './columns.ts';
import { filterProblems } from './filters.ts';

/** Columns of a list view exist, each once, at most fifteen. */
export const listColumns: Rule = ({ of, org }) =>
  of('ListView').flatMap((view) => {
    const [object = ''] = view.fullName.split('.');
    const columns = view.xml?.all('columns') ?? [];
    const problems: Problem[] = columns.flatMap((column) => {
      const reason = columnProblem(org, object, column.content);
      return reason === undefined ? [] : [problem('list-columns', view, reason, column)];
    });
    const again = repeated(columns, (one) => one.content);
    problems.push(...again.map((one) => problem('list-columns', view, `The list shows ${one.content} twice.`, one)));
    if (columns.length > 15)
      problems.push(
        problem('list-columns', view, `The list has ${columns.length} columns; 15 are the most.`, columns[15]),
      );
    return problems;
  });

/** Conditions of a list view name fields that exist, and ask what can be asked of them. */
export const listFilters: Rule = ({ of, org }) =>
  of('ListView').flatMap((view) => {
    const [object = ''] = view.fullName.split('.');
    const filters = view.xml?.all('filters') ?? [];
    return [
      ...filterProblems('list-filters', view, org, object, filters, view.xml?.one('booleanFilter')),
      ...(filters.length > 10
        ? [problem('list-filters', view, `The list has ${filters.length} conditions; 10 are the most.`, filters[10])]
        : []),
    ];
  });

/** A list of one's own needs an owner, a queue's list the queue; whom it is shared with exists. */
export const listScopes: Rule = ({ of, org }) =>
  of('ListView').flatMap((view) => {
    const [name = ''] = view.fullName.split('.');
    const object = org.object(name);
    const scope = view.xml?.one('filterScope');
    const problems: Problem[] = [];
    if (scope?.content === 'Mine' && object?.custom === true && object.isDetail) {
      problems.push(
        problem('list-scope', view, `${name} is a detail and has no owner, so its list cannot show "Mine".`, scope),
      );
    }
    if (scope?.content === 'Queue' && view.xml?.one('queue') === undefined) {
      problems.push(problem('list-scope', view, 'The list shows a queue and does not say which.', scope));
    }
    for (const party of view.xml?.one('sharedTo')?.elements ?? []) {
      const type = { group: 'Group', role: 'Role', roleAndSubordinates: 'Role', roleAndSubordinatesInternal: 'Role' }[
        party.name
      ];
      if (type !== undefined && !org.has(type, party.content) && !isPackaged(party.content)) {
        problems.push(
          problem('list-scope', view, `There is no ${type} ${party.content}, which the list is shared with.`, party),
        );
      }
    }
    return problems;
  });
