import type { PackageContents } from '../metadata/package/component.ts';

export interface StaticResource {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A static resource of the package; one that is kept as a folder of files has no bytes to give. */
export const findStaticResource = (
  { components, files }: PackageContents,
  name: string,
): StaticResource | undefined => {
  const found = components.find(({ type, fullName }) => type === 'StaticResource' && fullName === name);
  const [file, ...others] = found?.contents ?? [];
  if (found === undefined || file === undefined || others.length > 0) return undefined;
  return { bytes: files.bytes(file), contentType: found.xml?.text('contentType') ?? 'application/octet-stream' };
};
