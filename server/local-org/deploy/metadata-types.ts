import { innerComponents, sourceTypes } from '../metadata/package/source-types.ts';
import type { Told } from './deploy-report.ts';

const childrenOf = (type: string): readonly string[] => Object.values(innerComponents[type] ?? {});

/** Every metadata type with its folder and ending, as `describeMetadata` lists them. */
export const describedTypes = (): readonly Told[] =>
  sourceTypes
    .map(({ type, directory, suffix, content, inFolder }) => ({
      childXmlNames: childrenOf(type),
      directoryName: directory,
      inFolder,
      metaFile: content === 'file' || content === 'content',
      suffix: suffix === '' ? undefined : suffix,
      xmlName: type,
    }))
    .toSorted((one, other) => one.xmlName.localeCompare(other.xmlName, 'en'));
