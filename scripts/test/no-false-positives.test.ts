import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackageFiles, Problem } from '../../server/local-org/metadata/package/component.ts';
import { folderFiles } from '../../server/local-org/metadata/package/folder-files.ts';
import { readSource } from '../../server/local-org/metadata/package/read-source.ts';
import { checkPackage } from '../../server/local-org/metadata/rules/check-package.ts';

const sampleFiles = (name: string): PackageFiles => folderFiles(path.join(import.meta.dirname, 'samples', name));

const problemsOf = (files: PackageFiles): readonly Problem[] => checkPackage(readSource(files), { components: [] });

const said = ({ rule, fullName, message }: Problem): string => `${rule} ${fullName}: ${message}`;

/** The package with one text put in place of another in one file, whose path ends so. */
const withFault = (files: PackageFiles, ending: string, from: string, to: string): PackageFiles => {
  const [file, ...others] = files.paths.filter((one) => one.endsWith(ending));
  if (file === undefined || others.length > 0) throw new Error(`${ending} is not exactly one file`);
  const whole = files.text(file);
  if (!whole.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return {
    ...files,
    text: (one) => (one === file ? whole.replace(from, () => to) : files.text(one)),
  };
};

/** Packages that a Salesforce org takes: valid in many ways, and none of them Takt. */
const samples = [
  { name: 'service-desk', files: 400, components: 360 },
  { name: 'trace-framework', files: 310, components: 240 },
] as const;

/** File, what stands there, what is put there, the rule that says so. */
type Fault = readonly [string, string, string, string];

const faults: Readonly<Record<(typeof samples)[number]['name'], readonly Fault[]>> = {
  'service-desk': [
    ['fields/Book_Value__c.field-meta.xml', 'Age_In_Days__c', 'Age_In_Dayz__c', 'field-formula'],
    ['fields/Calendar__c.field-meta.xml', 'ISOWEEK', 'ISOWEAK', 'field-formula'],
    ['fields/Score__c.field-meta.xml', '+ 0.5,', '+ .5,', 'field-formula'],
    ['fields/Model__c.field-meta.xml', '<valueName>LaserJet<', '<valueName>LazerJet<', 'picklist-control'],
    ['fields/Newest_Equipment__c.field-meta.xml', 'Purchased_On__c', 'Bought_On__c', 'summary'],
    ['listViews/Choice_Operations.listView-meta.xml', '>In use,In repair<', '>In use,Broken<', 'list-filters'],
    ['listViews/Text_Operations.listView-meta.xml', 'NOT 4 AND 5', 'NOT 4 AND 6', 'list-filters'],
    ['Site__c/listViews/All.listView-meta.xml', 'Place__Latitude__s', 'Plaice__Latitude__s', 'list-columns'],
    ['layouts/Site__c-Site Layout.layout-meta.xml', '>City__c<', '>Town__c<', 'layout-field'],
    ['Equipment__c-Equipment Layout.layout-meta.xml', 'c.Report_Fault', 'c.Report_Faults', 'layout-action'],
    ['Ticket_Record_Page.flexipage-meta.xml', 'Record.Owner_Name__c', 'Record.Owner_Nome__c', 'page-field'],
    ['Ticket_Record_Page.flexipage-meta.xml', '<value>calm<', '<value>quiet<', 'page-property'],
    ['Desk_Agent.permissionset-meta.xml', '<tab>Desk_Home<', '<tab>Desk_Hame<', 'grant-tab'],
    ['Desk_Agent.permissionset-meta.xml', '<name>ApiEnabled<', '<name>ApiEnable<', 'user-permission'],
    ['Desk_Agent.permissionset-meta.xml', '<field>Site__c.City__c<', '<field>Site__c.Town__c<', 'grant-field'],
    ['equipmentCard/equipmentCard.js', 'c/equipmentUtils', 'c/equipmentUtil', 'module-import'],
    [
      'equipmentCard/equipmentCard.js',
      'schema/Equipment__c.Site__r.',
      'schema/Equipment__c.Sight__r.',
      'module-import',
    ],
    ['equipmentExplorer/equipmentExplorer.js', 'Seats__c: { gt', 'Seeds__c: { gt', 'graphql-document'],
    ['objects/Site__c/fields/Region__c.field-meta.xml', 'Region__c<', 'Region___c<', 'full-name'],
    ['Sites_With_Equipment.reportType-meta.xml', '>Assigned_To__c.Name<', '>Assigned_Too__c.Name<', 'report-type'],
    [
      'sharingRules/Account.sharingRules-meta.xml',
      '<group>Desk_Staff</group>',
      '<allInternalUsers/>',
      'sharing-object',
    ],
    ['equipmentPortal/equipmentPortal.js', '__mdt.Parent__r.Hours', '__mdt.Parents__r.Hours', 'module-import'],
    ['Odd_Numbers.listView-meta.xml', '<value>10k<', '<value>many<', 'list-filters'],
    ['Desk_Rule__mdt-Desk Rule Layout.layout-meta.xml', '<field>MasterLabel<', '<field>MasterName<', 'layout-field'],
    ['sharingRules/Ticket__c.sharingRules-meta.xml', '<queue>Front_Desk<', '<queue>Back_Desk<', 'sharing-party'],
  ],
  'trace-framework': [
    ['TraceConsole.app-meta.xml', '<utilityBar>TraceUtilityBar<', '<utilityBar>TraceUtilitiesBar<', 'app-frame'],
    ['TraceConsole.app-meta.xml', '<content>TraceRecordPage<', '<content>TracesPage<', 'app-page'],
    ['Trace_Boards/Overview.dashboard-meta.xml', 'Weekly/Errors', 'Weekly/Error', 'dashboard'],
    ['TraceAdmin.permissionset-meta.xml', '>TraceBuilder<', '>TraceBuilders<', 'grant-target'],
    ['TraceAdmin.permissionset-meta.xml', '<object>Account<', '<object>Acount<', 'grant-object'],
    ['TracePlugin.Slack.md-meta.xml', '>Order__c<', '>Rank__c<', 'metadata-record'],
    ['trace/trace.js', "'./mixin.js'", "'./mixing.js'", 'module-import'],
    ['traceDemo/traceDemo.html', 'c-trace-line-list ', 'c-trace-lines-list ', 'template-component'],
    ['Trace__c/fields/ParentLink__c.field-meta.xml', 'Parent__r.Name', 'Parent__r.Nome', 'field-formula'],
    ['TraceLineTag__c/fields/Tag__c.field-meta.xml', '<relationshipOrder>1<', '<relationshipOrder>0<', 'master-order'],
    ['Sent_To_Slack.listView-meta.xml', '<columns>SlackChannel__c<', '<columns>SlackChanel__c<', 'list-columns'],
    ['TraceOperators.permissionsetgroup-meta.xml', '>TraceWriter<', '>TraceWriters<', 'group-members'],
  ],
};

describe.each(samples)('a valid package, $name', ({ name, files, components }) => {
  it('is a package of some size, read in whole', () => {
    const contents = readSource(sampleFiles(name));
    expect(contents.files.paths.length).toBeGreaterThan(files);
    expect(contents.components.length).toBeGreaterThan(components);
  });

  it('is taken without an error and without a warning', () => {
    expect(problemsOf(sampleFiles(name)).map(said)).toEqual([]);
  });

  it.each(faults[name])('is found at fault where %s has "%s" turned into "%s"', (ending, from, to, rule) => {
    const found = problemsOf(withFault(sampleFiles(name), ending, from, to));
    expect(found.filter(({ severity }) => severity === 'error').map((one) => one.rule)).toContain(rule);
  });
});
