import { innerComponents, objectChildren } from '../../package/source-types.ts';
import { problem, type Rule, warning } from '../rule.ts';

const children = new Set(objectChildren.map(({ type }) => type));

/** A part of an object says its own name, and the file is called the same. */
export const fullNames: Rule = ({ contents }) =>
  contents.components.flatMap((component) => {
    const { xml, fullName, type } = component;
    if (xml === undefined || xml.name !== type) return [];
    const named = xml.text('fullName');
    if (children.has(type)) {
      const own = fullName.slice(fullName.indexOf('.') + 1);
      if (named === undefined || named === '') {
        return [problem('full-name', component, `The file does not say its fullName, ${own}.`)];
      }
      return named === own
        ? []
        : [
            problem(
              'full-name',
              component,
              `The file says fullName ${named}, but is called ${own}.`,
              xml.one('fullName'),
            ),
          ];
    }
    return [];
  });

/** Each label, sharing rule and the like inside a file says its name. */
export const innerNames: Rule = ({ contents }) =>
  contents.components.flatMap((component) => {
    const inner = innerComponents[component.type] ?? {};
    return (component.xml?.elements ?? [])
      .filter((element) => inner[element.name] !== undefined && (element.text('fullName') ?? '') === '')
      .map((element) =>
        problem(
          'full-name',
          component,
          `One of the ${element.name} of ${component.fullName} has no fullName.`,
          element,
        ),
      );
  });

/** Directories that are deployed apart may each say the same thing. */
const packageOf = (file: string): string => file.split('/').slice(0, 2).join('/');

/** Nothing is defined twice. */
export const definedOnce: Rule = ({ contents }) => {
  const first = new Map<string, string>();
  return contents.components.flatMap((component) => {
    const key = `${component.type}:${component.fullName}`.toLowerCase();
    const earlier = first.get(key);
    first.set(key, earlier ?? component.file);
    if (earlier === undefined) return [];
    // Labels of one kind live in one file each package directory: the file itself may come twice.
    if (component.type === 'CustomLabels' || component.type === 'SharingRules') return [];
    const say = packageOf(earlier) === packageOf(component.file) ? problem : warning;
    return [say('defined-once', component, `${component.fullName} is defined a second time; first in ${earlier}.`)];
  });
};
