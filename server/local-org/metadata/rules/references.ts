import { isCustom, meant, nearest } from './names.ts';
import { namesOfFeatures } from './standard-knowledge.ts';
import type { OrgView } from './org-view.ts';

/** Says that there is no such object, where that is sure; a standard name only where it looks like a slip. */
export const objectMissing = (org: OrgView, name: string): string | undefined => {
  const found = org.findObject(name);
  if (found.is === 'missing') return `There is no object ${name}.${meant(name, org.objectNames)}`;
  if (found.is === 'there' || isCustom(name)) return undefined;
  // Two letters must be wrong at most, and the name long enough that this is no other word.
  const slip = name.length > 4 && !namesOfFeatures.has(name.toLowerCase());
  const near = slip ? nearest(name, org.objectNames) : undefined;
  return near === undefined ? undefined : `There is no object ${name}. Did you mean ${near}?`;
};

/** Says that an object has no such field; `path` may lead over relationships. */
export const fieldMissing = (org: OrgView, objectName: string, path: string): string | undefined => {
  const found = org.findPath(objectName, path);
  if (found.is === 'there') return undefined;
  const object = org.object(objectName);
  const names = [...(object?.fields.values() ?? [])].map((field) => field.name);
  if (found.is === 'missing') return `${objectName} has no field ${path}.${meant(path, names)}`;
  if (object === undefined || path.includes('.') || isCustom(path) || path.length < 5) return undefined;
  if (namesOfFeatures.has(`${object.name}.${path}`.toLowerCase())) return undefined;
  const near = nearest(
    path,
    names.filter((name) => !isCustom(name)),
  );
  return near === undefined ? undefined : `${objectName} has no field ${path}. Did you mean ${near}?`;
};
