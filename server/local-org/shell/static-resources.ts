import { globSync } from 'node:fs';
import path from 'node:path';
import { readXml } from '../metadata/xml.ts';

export interface StaticResource {
  readonly file: string;
  readonly contentType: string;
}

/** The file of a static resource lies beside its metadata, with whatever ending it has. */
export const findStaticResource = (root: string, name: string): StaticResource | undefined => {
  if (!/^\w+$/.test(name)) return undefined;
  const [meta] = globSync(`force-app/{main/*,*}/staticresources/${name}.resource-meta.xml`, { cwd: root });
  if (meta === undefined) return undefined;
  const folder = path.dirname(path.join(root, meta));
  const file = globSync(`${name}.*`, { cwd: folder }).find((each) => !each.endsWith('-meta.xml'));
  const contentType = readXml(path.join(root, meta), 'StaticResource').text('contentType');
  return file === undefined
    ? undefined
    : { file: path.join(folder, file), contentType: contentType ?? 'application/octet-stream' };
};
