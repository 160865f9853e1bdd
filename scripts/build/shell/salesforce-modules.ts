import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rollup';
import { z } from 'zod';
import { customLabels } from './labels.ts';

const prefix = '\0@salesforce/';

/** What the platform knows of the person only at run time: the shell's start puts it there before any component loads. */
const atRunTime = (expression: string, otherwise: string): string =>
  `export default globalThis.taktShell?.${expression} ?? ${JSON.stringify(otherwise)};`;

const runTimeModules: Readonly<Record<string, string>> = {
  'user/Id': atRunTime('user?.id', ''),
  'user/isGuest': 'export default false;',
  'i18n/locale': atRunTime('locale?.locale', 'en-US'),
  'i18n/lang': atRunTime('locale?.language', 'en'),
  'i18n/timeZone': atRunTime('locale?.timeZone', 'UTC'),
  'i18n/currency': atRunTime('locale?.currency', 'USD'),
  'i18n/number.decimalSeparator': atRunTime('locale?.decimal', '.'),
  'i18n/number.groupingSeparator': atRunTime('locale?.group', ','),
  'client/formFactor': atRunTime('formFactor', 'Large'),
};

const packageManifest = z.object({
  lwc: z.object({ modules: z.array(z.object({ name: z.string().optional(), path: z.string().optional() })) }),
});

/** `@salesforce/*` modules that the base components bring along: their own labels and flags. */
const baseModules = (root: string): ReadonlyMap<string, string> => {
  const base = path.join(root, 'node_modules/lightning-base-components');
  const manifest: unknown = JSON.parse(readFileSync(path.join(base, 'package.json'), 'utf8'));
  return new Map(
    packageManifest
      .parse(manifest)
      .lwc.modules.flatMap(({ name, path: file }) =>
        name !== undefined && file !== undefined ? [[name, path.join(base, file)] as const] : [],
      ),
  );
};

/**
 * `@salesforce/*` imports as the platform's compiler fills them in: labels and schema references from the package's
 * metadata, the person and the locale from the session. What does not exist fails the build, as a deploy would.
 */
export const salesforceModules = (root: string): Plugin => {
  const labels = customLabels(root);
  const base = baseModules(root);
  const exists = (pattern: string): boolean => globSync(pattern, { cwd: root }).length > 0;

  const schemaReference = (name: string): string | undefined => {
    const [objectApiName = '', ...fields] = name.split('.');
    const [fieldApiName = ''] = fields;
    const custom = (apiName: string): boolean => apiName.endsWith('__c');
    const folder = `force-app/main/*/objects/${objectApiName}`;
    if (custom(objectApiName) && !exists(`${folder}/${objectApiName}.object-meta.xml`)) return undefined;
    if (custom(fieldApiName) && !exists(`${folder}/fields/${fieldApiName}.field-meta.xml`)) return undefined;
    const reference = fields.length === 0 ? { objectApiName } : { objectApiName, fieldApiName: fields.join('.') };
    return `export default ${JSON.stringify(reference)};`;
  };

  const resource = (name: string): string | undefined =>
    exists(`force-app/main/*/staticresources/${name}.resource-meta.xml`)
      ? `export default ${JSON.stringify(`/resource/${name}`)};`
      : undefined;

  const permission = (name: string, kind: 'userPermissions' | 'customPermissions'): string =>
    `export default globalThis.taktShell?.${kind}?.includes(${JSON.stringify(name)}) ? true : undefined;`;

  const sourceOf = (name: string): string | undefined => {
    const [kind = '', ...rest] = name.split('/');
    const subject = rest.join('/');
    switch (kind) {
      case 'label': {
        const text = labels.get(subject.replace(/^c\./, ''));
        return text === undefined ? undefined : `export default ${JSON.stringify(text)};`;
      }
      case 'schema':
        return schemaReference(subject);
      case 'resourceUrl':
        return resource(subject);
      case 'customPermission':
        return permission(subject, 'customPermissions');
      case 'userPermission':
        return permission(subject, 'userPermissions');
      default:
        return runTimeModules[name];
    }
  };

  return {
    name: 'salesforce-modules',
    resolveId(id) {
      if (!id.startsWith('@salesforce/')) return null;
      const name = id.slice('@salesforce/'.length);
      if (name in runTimeModules) return prefix + name;
      return base.get(id) ?? prefix + name;
    },
    load(id) {
      if (!id.startsWith(prefix)) return null;
      const name = id.slice(prefix.length);
      const source = sourceOf(name);
      if (source !== undefined) return source;
      return this.error(`@salesforce/${name}: the package has no such thing (misspelt, or its metadata is missing).`);
    },
  };
};

