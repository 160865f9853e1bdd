import type { Problem } from '../../package/component.ts';
import { isPackaged, meant, nearest } from '../names.ts';
import type { OrgView } from '../org-view.ts';
import { fieldMissing, objectMissing } from '../references.ts';
import { problem, type Rule } from '../rule.ts';
import { lineAt, scripts, templates } from './source-files.ts';

const statement =
  /(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const scopes = [
  'label',
  'schema',
  'resourceUrl',
  'customPermission',
  'userPermission',
  'apex',
  'messageChannel',
  'contentAssetUrl',
  'user',
  'i18n',
  'client',
  'community',
  'site',
  'internal',
  'featureFlag',
  'accessCheck',
  'gate',
  'cssVars',
  'loader',
];

const schemaProblem = (org: OrgView, name: string): string | undefined => {
  const [object = '', ...path] = name.split('.');
  if (path.length === 0) return objectMissing(org, object);
  return objectMissing(org, object) ?? fieldMissing(org, object, path.join('.'));
};

const named = (org: OrgView, type: string, name: string, what: string): string | undefined =>
  isPackaged(name) || name.includes('__') || org.has(type, name)
    ? undefined
    : `There is no ${what} ${name}.${meant(name, org.names(type))}`;

const scopedProblem = (org: OrgView, scope: string, name: string): string | undefined => {
  switch (scope) {
    case 'label': {
      const [namespace = '', label = ''] = name.split('.');
      return namespace === 'c' ? named(org, 'CustomLabel', label, 'label') : undefined;
    }
    case 'schema':
      return schemaProblem(org, name);
    case 'resourceUrl':
      return named(org, 'StaticResource', name, 'static resource');
    case 'customPermission':
      return named(org, 'CustomPermission', name, 'custom permission');
    case 'apex': {
      const [first = '', second = '', third] = name.split('.');
      const [namespace, owner] = third === undefined ? [undefined, first] : [first, second];
      return namespace !== undefined || owner === '' || name.includes('/')
        ? undefined
        : named(org, 'ApexClass', owner, 'Apex class');
    }
    default: {
      const near = scopes.includes(scope) ? undefined : nearest(scope, scopes);
      return near === undefined
        ? undefined
        : `There is no module @salesforce/${scope}. Did you mean @salesforce/${near}?`;
    }
  }
};

/** Modules that components import exist: labels, fields, resources, permissions, other components, files beside them. */
export const moduleImports: Rule = ({ of, org, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    scripts(contents.files, bundle).flatMap(({ path, text }): readonly Problem[] =>
      [...withoutComments(text).matchAll(statement)].flatMap((match): readonly Problem[] => {
        const module = match[1] ?? match[2] ?? match[3] ?? '';
        const scoped = /^@salesforce\/([^/]+)\/(.+)$/.exec(module);
        const own = /^c\/(\w+)$/.exec(module)?.[1];
        const message =
          scoped !== null
            ? scopedProblem(org, scoped[1] ?? '', scoped[2] ?? '')
            : own !== undefined && !org.has('LightningComponentBundle', own)
              ? `There is no component c/${own}.${meant(own, org.names('LightningComponentBundle'))}`
              : module.startsWith('.')
                ? relativeProblem(path, module, bundle.contents)
                : undefined;
        const at = lineAt(text, match.index + match[0].lastIndexOf(module));
        return message === undefined ? [] : [{ ...problem('module-import', bundle, message), file: path, line: at }];
      }),
    ),
  );

/** The script with its block comments that begin a line blanked out, so that every character stays in its place. */
const withoutComments = (text: string): string =>
  text.replaceAll(/^[ \t]*\/\*[^]*?\*\//gm, (comment) => comment.replaceAll(/[^\n]/g, ' '));

const relativeProblem = (from: string, module: string, files: readonly string[]): string | undefined => {
  const parts = from.split('/').slice(0, -1);
  for (const part of module.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  const target = parts.join('/');
  const bare = target.replace(/\.(js|ts)$/, '');
  const found = [
    target,
    `${target}.js`,
    `${target}.ts`,
    `${target}.html`,
    `${target}.css`,
    `${bare}.js`,
    `${bare}.ts`,
    `${bare}.d.ts`,
  ].some((one) => files.includes(one));
  return found ? undefined : `There is no file ${module} in the component's folder.`;
};

/** `action-row` → `actionRow`, as templates name other components. */
const camelCase = (tag: string): string => tag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Components that templates show exist. */
export const templateComponents: Rule = ({ of, org, contents }) =>
  of('LightningComponentBundle').flatMap((bundle) =>
    templates(contents.files, bundle).flatMap(({ path, text }) => {
      const shown = text.replaceAll(/<!--[^]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
      return [...shown.matchAll(/<c-([a-z0-9_-]+)/g)].flatMap((match): readonly Problem[] => {
        const name = camelCase(match[1] ?? '');
        if (org.has('LightningComponentBundle', name)) return [];
        const message = `There is no component c-${match[1] ?? ''}.${meant(name, org.names('LightningComponentBundle'))}`;
        return [{ ...problem('template-component', bundle, message), file: path, line: lineAt(text, match.index) }];
      });
    }),
  );
