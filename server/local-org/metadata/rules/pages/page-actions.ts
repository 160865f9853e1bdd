import type { Problem } from '../../package/component.ts';
import { isPackaged, meant } from '../names.ts';
import { problem, type Rule } from '../rule.ts';
import { componentInstances } from './page-parts.ts';

/** Actions that a highlights panel offers exist, where they are not the platform's own. */
export const pageActions: Rule = ({ of, org }) =>
  of('FlexiPage').flatMap((page): readonly Problem[] => {
    const properties = componentInstances(page).flatMap((one) => one.all('componentInstanceProperties'));
    const names = properties
      .filter((property) => property.text('name') === 'actionNames')
      .flatMap((property) => property.one('valueList')?.all('valueListItems') ?? [])
      .flatMap((item) => item.one('value') ?? []);
    return names
      .filter(({ content }) => content.includes('.') && !isPackaged(content) && !org.has('QuickAction', content))
      .filter(({ content }) => {
        const [object = '', own = ''] = content.split('.');
        // A standard object's own actions carry no underscore; a custom object has none of its own.
        return org.object(object)?.custom === true || own.includes('_');
      })
      .map((name) =>
        problem(
          'page-action',
          page,
          `There is no quick action ${name.content}.${meant(name.content, org.names('QuickAction'))}`,
          name,
        ),
      );
  });
