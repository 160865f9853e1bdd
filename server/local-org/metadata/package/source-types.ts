import { readFileSync } from 'node:fs';

/** How one metadata type lies in a folder of a package in source format. */
export interface SourceType {
  readonly directory: string;
  readonly type: string;
  /** `object` of `X.object-meta.xml`; '' where a folder is the component. */
  readonly suffix: string;
  /** `file`: `X.cls` beside `X.cls-meta.xml`. `content`: any file or folder `X…`. `bundle`: the folder itself. */
  readonly content: 'none' | 'file' | 'content' | 'bundle';
  /** Lies in named folders, which are part of the name: `Sales/Pipeline`. */
  readonly inFolder: boolean;
}

const parseEntry = (directory: string, entry: string): SourceType => {
  const [type = '', rest = ''] = entry.split('=');
  const [suffix = '', ...marks] = rest.split('+');
  const kind = (['file', 'content', 'bundle'] as const).find((one) => marks.includes(one)) ?? 'none';
  return { directory, type, suffix, content: kind, inFolder: marks.includes('folder') };
};

// `directory: Type=suffix+marks …`, one directory a line: the Metadata API's folders and endings.
export const sourceTypes: readonly SourceType[] = readFileSync(new URL('source-types.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => {
    const [directory = '', entries = ''] = line.split(': ');
    return entries.split(' ').map((entry) => parseEntry(directory, entry));
  });

const byDirectory = Map.groupBy(sourceTypes, (one) => one.directory);
const bySuffix = Map.groupBy(sourceTypes, (one) => one.suffix);

/** The types that live in a folder of that name. */
export const typesOfDirectory = (directory: string): readonly SourceType[] => byDirectory.get(directory) ?? [];

/** The types whose descriptions end so, wherever they lie. */
export const typesOfSuffix = (suffix: string): readonly SourceType[] =>
  suffix === '' ? [] : (bySuffix.get(suffix) ?? []);

/** A part of an object that has a file of its own in source format, and an element in metadata format. */
export interface ChildType {
  readonly directory: string;
  readonly suffix: string;
  readonly type: string;
  /** The parent's element that holds it. */
  readonly element: string;
}

const child = (element: string, suffix: string, type: string): ChildType => ({
  directory: element,
  suffix,
  type,
  element,
});

/** What lies below `objects/X/`. */
export const objectChildren: readonly ChildType[] = [
  child('businessProcesses', 'businessProcess', 'BusinessProcess'),
  child('compactLayouts', 'compactLayout', 'CompactLayout'),
  child('fields', 'field', 'CustomField'),
  child('fieldSets', 'fieldSet', 'FieldSet'),
  child('indexes', 'index', 'Index'),
  child('listViews', 'listView', 'ListView'),
  child('recordTypes', 'recordType', 'RecordType'),
  child('sharingReasons', 'sharingReason', 'SharingReason'),
  child('validationRules', 'validationRule', 'ValidationRule'),
  child('webLinks', 'webLink', 'WebLink'),
];

/** Elements of a file that the Metadata API names as components of their own, by the type of the file. */
export const innerComponents: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CustomObject: Object.fromEntries(objectChildren.map(({ element, type }) => [element, type])),
  CustomLabels: { labels: 'CustomLabel' },
  SharingRules: {
    sharingCriteriaRules: 'SharingCriteriaRule',
    sharingOwnerRules: 'SharingOwnerRule',
    sharingGuestRules: 'SharingGuestRule',
    sharingTerritoryRules: 'SharingTerritoryRule',
  },
  Workflow: {
    alerts: 'WorkflowAlert',
    fieldUpdates: 'WorkflowFieldUpdate',
    flowActions: 'WorkflowFlowAction',
    knowledgePublishes: 'WorkflowKnowledgePublish',
    outboundMessages: 'WorkflowOutboundMessage',
    rules: 'WorkflowRule',
    send: 'WorkflowSend',
    tasks: 'WorkflowTask',
  },
};
