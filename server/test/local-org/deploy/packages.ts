import { deploy, type DeployOptions, type DeployResult } from '../../../local-org/deploy/deploy.ts';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { emptyOrg } from '../support/company.ts';
import { header } from './archive.ts';

/** As the `sf` command line asks for it. */
export const usual: DeployOptions = {
  checkOnly: false,
  rollbackOnError: true,
  ignoreWarnings: false,
  singlePackage: true,
};

export const orgWithoutPackage = (data = ':memory:'): LocalOrg => emptyOrg({ data, projectRoot: null });

export const deployInto = (org: LocalOrg, zip: Uint8Array, options: Partial<DeployOptions> = {}): DeployResult =>
  deploy(org, zip, { ...usual, ...options });

export interface Parts {
  readonly fields?: readonly string[];
  readonly rules?: readonly string[];
  readonly sharing?: string;
}

/** A custom object's file in metadata format. */
export const objectFile = (label: string, { fields = [], rules = [], sharing = 'ReadWrite' }: Parts = {}): string =>
  `${header}<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <deploymentStatus>Deployed</deploymentStatus>
    ${fields.map((field) => `<fields>${field}</fields>`).join('\n')}
    <label>${label}</label>
    <nameField><label>Name</label><type>Text</type></nameField>
    <pluralLabel>${label}s</pluralLabel>
    <sharingModel>${sharing}</sharingModel>
    ${rules.map((rule) => `<validationRules>${rule}</validationRules>`).join('\n')}
  </CustomObject>`;

export const field = (name: string, type: string, more = ''): string =>
  `<fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${more}<type>${type}</type>`;

export const text = (name: string, length = 40): string => field(name, 'Text', `<length>${length}</length>`);

export const number = (name: string): string => field(name, 'Number', '<precision>18</precision><scale>2</scale>');

export const formula = (name: string, body: string): string =>
  field(name, 'Number', `<formula>${body}</formula><precision>18</precision><scale>2</scale>`);

export const rule = (name: string, condition: string): string =>
  `<fullName>${name}</fullName><active>true</active><errorConditionFormula>${condition}</errorConditionFormula>
   <errorMessage>No.</errorMessage>`;

export const permissionSetFile = (label: string, more = ''): string =>
  `${header}<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">${more}
    <hasActivationRequired>false</hasActivationRequired><label>${label}</label></PermissionSet>`;

export const fieldRight = (name: string): string =>
  `<fieldPermissions><editable>true</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

export const objectRight = (name: string): string =>
  `<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit>
    <allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>${name}</object>
    <viewAllRecords>false</viewAllRecords></objectPermissions>`;

export const pageFile = (component: string): string =>
  `${header}<FlexiPage xmlns="http://soap.sforce.com/2006/04/metadata"><flexiPageRegions><itemInstances>
    <componentInstance><componentName>c:${component}</componentName><identifier>c_one</identifier></componentInstance>
    </itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>Page</masterLabel>
    <template><name>flexipage:defaultAppHomeTemplate</name></template><type>AppPage</type></FlexiPage>`;

/** What failed, as `file:line Type name: reason`. */
export const failuresOf = ({ components }: DeployResult): readonly string[] =>
  components
    .filter(({ success }) => !success)
    .map(
      ({ fileName, lineNumber, componentType, fullName, problem }) =>
        `${fileName}:${lineNumber ?? 0} ${componentType} ${fullName}: ${problem ?? ''}`,
    );

/** What became of each component that is counted. */
export const outcomesOf = ({ components }: DeployResult): Readonly<Record<string, string>> =>
  Object.fromEntries(
    components
      .filter(({ fullName }) => fullName !== 'package.xml')
      .map(({ fullName, success, created, changed, deleted }) => [
        fullName,
        !success ? 'failed' : deleted ? 'deleted' : created ? 'created' : changed ? 'changed' : 'unchanged',
      ]),
  );
