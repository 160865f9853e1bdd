import { isOrgFeature, type OrgFeature } from '../metadata/features.ts';
import type { Database } from './database.ts';

const setting = 'features';

/** The features that the org has, those that it gets now among them: none ever goes. */
export const keepFeatures = (database: Database, more: readonly OrgFeature[] = []): readonly OrgFeature[] => {
  const kept = database.row('SELECT value FROM "_setting" WHERE name = ?', [setting])?.['value'];
  const known = typeof kept === 'string' ? kept.split(',').filter(isOrgFeature) : [];
  const all = [...new Set([...known, ...more])];
  if (all.length > known.length) {
    database.run('INSERT OR REPLACE INTO "_setting" (name, value) VALUES (?, ?)', [setting, all.join()]);
  }
  return all;
};
