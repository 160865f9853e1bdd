import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Which text of which type tells a stranger what the thing is for. */
const wanted: Readonly<Record<string, string>> = {
  CustomField: 'inlineHelpText',
  CustomObject: 'description',
  CustomPermission: 'description',
  FlexiPage: 'description',
  PermissionSet: 'description',
  PermissionSetGroup: 'description',
  SharingCriteriaRule: 'description',
  ValidationRule: 'description',
};
const longestHelp = 255;

/** Every object, field, permission and rule says what it is for. */
export const describedThings: Rule = ({ contents }) =>
  contents.components.flatMap((component) => {
    const element = wanted[component.type];
    const { xml } = component;
    if (element === undefined || xml === undefined) return [];
    const text = xml.text(element) ?? '';
    if (text === '')
      return [problem('described', component, `${component.fullName} has no ${element} that says what it is for.`)];
    return element === 'inlineHelpText' && text.length > longestHelp
      ? [
          problem(
            'described',
            component,
            `The help of ${component.fullName} has ${text.length} characters; people read ${longestHelp} at most.`,
            xml.one(element),
          ),
        ]
      : [];
  });
