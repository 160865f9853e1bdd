import { nearest } from '../names.ts';
import type { OrgView } from '../org-view.ts';

/** Tabs of the platform's own that are called after no object. */
const named = [
  'home',
  'report',
  'Dashboard',
  'Chatter',
  'Feed',
  'File',
  'Forecasting2',
  'Forecasting3',
  'Workspace',
  'Today',
  'Groups',
  'CollaborationGroup',
  'Survey',
  'AppLauncher',
  'Activity',
  'Calendar',
  'Console',
  'DeletedObjects',
  'OtherUserProfile',
  'UserProfile',
  'Event',
  'Task',
  'Content',
  'Quote',
  'WaveHome',
  'WaveHomeLightning',
  'DuplicateRecordSet',
  'Knowledge',
  'KnowledgePublishing',
  'QuickText',
  'Social',
  'Inbox',
  'Setup',
  'Recycle',
];

/** A slip in the name of a standard tab (`standard-Acount`); undefined where it is right, or unlike any that is known. */
export const standardTabProblem = (org: OrgView, tab: string): string | undefined => {
  const name = tab.replace(/^standard-/, '');
  if (org.object(name) !== undefined || named.some((one) => one.toLowerCase() === name.toLowerCase())) return undefined;
  const near = name.length < 4 ? undefined : nearest(name, [...named, ...org.objectNames]);
  return near === undefined ? undefined : `There is no tab ${tab}. Did you mean standard-${near}?`;
};

/** Whether a tab of the platform is known for sure: an object's, or one of the others. */
export const isStandardTab = (org: OrgView, tab: string): boolean => {
  const name = tab.replace(/^standard-/, '').toLowerCase();
  return org.object(name) !== undefined || named.some((one) => one.toLowerCase() === name);
};
