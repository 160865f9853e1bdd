import { isPackaged, nearest } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import type { XmlElement } from '../../xml.ts';

const contentTypes: Readonly<Record<string, string>> = {
  flexipage: 'FlexiPage',
  visualforce: 'ApexPage',
  lightningcomponent: 'AuraDefinitionBundle',
  scontrol: 'Scontrol',
};

/** The standard actions that something may stand in for. */
const actionNames = [
  'View',
  'New',
  'Edit',
  'Tab',
  'List',
  'Delete',
  'Clone',
  'Accept',
  'CancelEdit',
  'SaveEdit',
  'Follow',
  'EnableCustomerPortal',
  'CustomerPortalAccount',
  'Share',
  'CloseCase',
  'Convert',
  'Merge',
];

/** What is wrong with the page or component that stands in for an action of `object`; undefined where nothing is. */
export const pageOfOverride = (org: OrgView, override: XmlElement, object: string | undefined): string | undefined => {
  const kind = override.text('type') ?? 'Default';
  const content = override.text('content');
  const action = override.text('actionName') ?? '';
  const type = contentTypes[kind.toLowerCase()];
  const meantAction =
    actionNames.includes(action) || !/^[A-Z][A-Za-z]+$/.test(action) ? undefined : nearest(action, actionNames);
  if (meantAction !== undefined) return `There is no action ${action} to override. Did you mean ${meantAction}?`;
  if (type === undefined) {
    return content === undefined || !/^(default|standard)$/i.test(kind)
      ? undefined
      : `The override of ${action} is ${kind} and yet names the content ${content}.`;
  }
  if (content === undefined || content === '') return `The override of ${action} by a ${kind} does not say which.`;
  if (isPackaged(content) || content.includes(':') || content.startsWith('standard__')) return undefined;
  const found =
    org.component(type, content) ??
    (type === 'AuraDefinitionBundle' ? org.component('LightningComponentBundle', content) : undefined);
  if (found === undefined) return `The override of ${action} names ${content}, and there is no such ${type}.`;
  if (type !== 'FlexiPage' || action !== 'View' || object === undefined) return undefined;
  const shown = found.xml?.text('sobjectType');
  if (found.xml?.text('type') === 'RecordPage' && shown !== undefined && shown.toLowerCase() !== object.toLowerCase()) {
    return `The page ${content} shows ${shown}, but stands in for the view of ${object}.`;
  }
  return found.xml?.text('type') === 'RecordPage' || found.xml === undefined
    ? undefined
    : `The page ${content} is no RecordPage, so it cannot stand in for the view of ${object}.`;
};
