import { problem, type Rule } from '../rule.ts';

/** Longest texts that Salesforce takes, by type and element. */
const longest: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  CompactLayout: { label: 40 },
  CustomApplication: { label: 80 },
  CustomField: { label: 40, inlineHelpText: 510, description: 1000, relationshipLabel: 80 },
  CustomLabel: { shortDescription: 80, value: 1000, categories: 255 },
  CustomNotificationType: { masterLabel: 80, description: 255 },
  CustomObject: { label: 40, pluralLabel: 40, description: 1000 },
  CustomPermission: { label: 80, description: 255 },
  FlexiPage: { masterLabel: 80 },
  GlobalValueSet: { masterLabel: 80, description: 255 },
  Group: { name: 40 },
  LightningComponentBundle: { masterLabel: 80 },
  ListView: { label: 40 },
  MutingPermissionSet: { label: 80 },
  PermissionSet: { label: 80, description: 255 },
  PermissionSetGroup: { label: 80, description: 255 },
  QuickAction: { label: 80 },
  RecordType: { label: 80, description: 255 },
  ReportType: { label: 50 },
  SharingCriteriaRule: { label: 80, description: 1000 },
  SharingOwnerRule: { label: 80, description: 1000 },
  ValidationRule: { errorMessage: 255, description: 255 },
};

/** Labels, descriptions, help texts and messages keep within what the platform stores. */
export const textLengths: Rule = ({ contents }) =>
  contents.components.flatMap((component) =>
    Object.entries(longest[component.type] ?? {}).flatMap(([name, limit]) => {
      const element = component.xml?.one(name);
      const length = element?.content.length ?? 0;
      return length > limit
        ? [
            problem(
              'text-length',
              component,
              `The ${name} of ${component.fullName} has ${length} characters; ${limit} are the most.`,
              element,
            ),
          ]
        : [];
    }),
  );

/** Texts that must be there, which the types do not ask for. */
const needed: Readonly<Record<string, readonly string[]>> = {
  CompactLayout: ['label'],
  CustomLabel: ['value', 'shortDescription', 'language'],
  CustomPermission: ['label'],
  Group: ['name'],
  ListView: ['label'],
  PermissionSet: ['label'],
  PermissionSetGroup: ['label'],
  FlexiPage: ['masterLabel'],
  ValidationRule: ['errorConditionFormula', 'errorMessage'],
};

/** Labels and their like are there and not empty. */
export const textsPresent: Rule = ({ contents }) =>
  contents.components.flatMap((component) =>
    (needed[component.type] ?? []).flatMap((name) => {
      const { xml } = component;
      return xml === undefined || (xml.text(name) ?? '').trim() !== ''
        ? []
        : [problem('text-present', component, `${component.fullName} has no ${name}.`, xml.one(name))];
    }),
  );
