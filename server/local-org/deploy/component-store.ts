import type { Component, PackageContents } from '../metadata/package/component.ts';
import { componentKey, componentText, fingerprint } from '../metadata/package/component-text.ts';
import { MergedFiles } from '../metadata/package/merged-files.ts';
import { filesInMemory } from '../metadata/package/zip-files.ts';
import { parseXml } from '../metadata/xml.ts';
import type { SqlValue } from '../store/columns.ts';
import type { Database } from '../store/database.ts';

/** What the org had in a component's place from its folder; '' where it had nothing. */
const printsOf = ({ components, files }: PackageContents): ReadonlyMap<string, string> =>
  new Map(components.map((component) => [componentKey(component), fingerprint(component, files)]));

const save = (database: Database, values: readonly SqlValue[]): void => {
  database.run(
    `INSERT OR REPLACE INTO "_component" (type, full_name, file, xml, contents, over, deleted) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    values,
  );
};

/** Keeps what a deploy brought and took, with what the folder had at that time. */
export const storeComponents = (
  database: Database,
  folder: PackageContents,
  brought: Pick<PackageContents, 'components' | 'files'>,
  deleted: readonly Component[],
): void => {
  const prints = printsOf(folder);
  const over = (component: Component): string => prints.get(componentKey(component)) ?? '';
  for (const one of deleted) save(database, [one.type, one.fullName, one.file, null, '[]', over(one), 1]);
  for (const one of brought.components) {
    const contents = one.contents.map((path) => [path, Buffer.from(brought.files.bytes(path)).toString('base64')]);
    const text = componentText(one) ?? null;
    save(database, [one.type, one.fullName, one.file, text, JSON.stringify(contents), over(one), 0]);
  }
};

interface Stored {
  readonly component: Component;
  readonly over: string;
  readonly deleted: boolean;
}

const readAll = (database: Database, bytes: Map<string, Uint8Array>): readonly Stored[] =>
  database.rows('SELECT * FROM "_component" ORDER BY type, full_name').map((row) => {
    const contents = JSON.parse(String(row['contents'])) as readonly (readonly [string, string])[];
    for (const [path, text] of contents) bytes.set(path, Buffer.from(text, 'base64'));
    return {
      over: String(row['over']),
      deleted: row['deleted'] === 1,
      component: {
        type: String(row['type']),
        fullName: String(row['full_name']),
        file: String(row['file']),
        xml: row['xml'] === null ? undefined : parseXml(String(row['xml'])),
        contents: contents.map(([path]) => path),
      },
    };
  });

/**
 * The folder's package with what was deployed since. Of the two the later one counts: a component that changed in the
 * folder after it was deployed is taken from the folder again, and what was deployed in its place is forgotten.
 */
export const withDeployed = (database: Database, folder: PackageContents): PackageContents => {
  const bytes = new Map<string, Uint8Array>();
  const stored = readAll(database, bytes);
  if (stored.length === 0) return folder;
  const prints = printsOf(folder);
  const [valid, outdated] = [true, false].map((wanted) =>
    stored.filter(({ component, over }) => ((prints.get(componentKey(component)) ?? '') === over) === wanted),
  );
  for (const { component } of outdated ?? []) {
    database.run('DELETE FROM "_component" WHERE type = ? AND full_name = ?', [component.type, component.fullName]);
  }
  const replaced = new Set((valid ?? []).map(({ component }) => componentKey(component)));
  const kept = folder.components.filter((component) => !replaced.has(componentKey(component)));
  const deployed = (valid ?? []).filter(({ deleted }) => !deleted).map(({ component }) => component);
  return {
    files: new MergedFiles([
      [folder.files, kept],
      [filesInMemory(bytes), deployed],
    ]),
    components: [...kept, ...deployed],
    problems: folder.problems,
  };
};
