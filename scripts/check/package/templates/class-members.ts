import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** What a component's class has; undefined members where it inherits from more than is seen here. */
export interface ClassMembers {
  readonly members: ReadonlySet<string>;
  /** Those under `@api`. */
  readonly open: ReadonlySet<string>;
}

/** Adds nothing that a template names. */
const plainBases = /^(?:NavigationMixin\(\s*)?LightningElement\s*\)?$/;

const isOpen = (member: ts.ClassElement): boolean =>
  ts.canHaveDecorators(member) &&
  (ts.getDecorators(member) ?? []).some(({ expression }) => ts.isIdentifier(expression) && expression.text === 'api');

const nameOf = (member: ts.ClassElement): string | undefined =>
  member.name !== undefined && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))
    ? member.name.text
    : undefined;

/** The platform's base components inherit from each other. */
const baseSource = (source: ts.SourceFile, name: string): string | undefined => {
  const module = source.statements
    .filter(ts.isImportDeclaration)
    .find(({ importClause }) => importClause?.name?.text === name)?.moduleSpecifier;
  const other =
    module !== undefined && ts.isStringLiteral(module) ? /^lightning\/(\w+)$/.exec(module.text)?.[1] : undefined;
  return other === undefined ? undefined : baseComponentSource(other);
};

/** The script of a base component that npm has; undefined where it has none. */
export const baseComponentSource = (name: string): string | undefined => {
  const file = `node_modules/lightning-base-components/src/lightning/${name}/${name}.js`;
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

const known = new Map<string, ClassMembers | undefined>();

const read = (text: string): ClassMembers | undefined => {
  const source = ts.createSourceFile('component.ts', text, ts.ScriptTarget.ESNext, true);
  const found = source.statements
    .filter(ts.isClassDeclaration)
    .find(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true);
  const base = found?.heritageClauses?.[0]?.types[0]?.getText(source);
  if (found === undefined || base === undefined) return undefined;
  const parentText = plainBases.test(base) ? undefined : baseSource(source, base);
  const parent = parentText === undefined ? undefined : classMembers(parentText);
  if (!plainBases.test(base) && parent === undefined) return undefined;
  const names = (members: readonly ts.ClassElement[], inherited: Iterable<string> = []): ReadonlySet<string> =>
    new Set([...inherited, ...members.flatMap((member) => nameOf(member) ?? [])]);
  return {
    members: names(found.members, parent?.members),
    open: names(found.members.filter(isOpen), parent?.open),
  };
};

/** The members of the class that a script exports as its default. */
export const classMembers = (text: string): ClassMembers | undefined => {
  if (!known.has(text)) known.set(text, read(text));
  return known.get(text);
};
