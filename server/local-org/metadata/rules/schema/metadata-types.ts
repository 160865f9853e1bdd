import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** One element that a type may have. */
export interface Member {
  /** `string`, `boolean`, `number`, `any`, an enumeration or another type. */
  readonly type: string;
  readonly many: boolean;
  readonly required: boolean;
}

/** The Metadata API's types, as `@salesforce/types` describes them. */
export interface MetadataTypes {
  readonly version: string;
  /** Members with those of the types that it extends; undefined for names that are no type with members. */
  members(type: string): ReadonlyMap<string, Member> | undefined;
  /** Values of an enumeration; undefined for names that are none. */
  values(type: string): ReadonlySet<string> | undefined;
}

interface Parsed {
  readonly bases: readonly string[];
  readonly own: ReadonlyMap<string, Member>;
}

const parse = (text: string, version: string): MetadataTypes => {
  const structures = new Map<string, Parsed>();
  const enumerations = new Map<string, ReadonlySet<string>>();
  // The file is generated: a type begins and ends at the line's start, a member has a line of its own.
  for (const [, name = '', value = ''] of text.matchAll(/^export type (\w+) = (\{?[^]*?);$(?=\n(?:export|$))/gm)) {
    const body = /^(?:([\w\s&]*?)&\s*)?\{([^]*)\}$/.exec(value);
    if (body === null) {
      const values = [...value.matchAll(/'([^']*)'/g)].map(([, one = '']) => one);
      if (values.length > 0) enumerations.set(name, new Set(values));
      continue;
    }
    const [, bases = '', members = ''] = body;
    const own = [...members.matchAll(/^ {4}'?([\w-]+)'?(\?)?: ([\w]+)(\[\])?;$/gm)].map(
      ([, member = '', optional, type = '', many]) =>
        [member, { type, many: many !== undefined, required: optional === undefined && many === undefined }] as const,
    );
    structures.set(name, {
      bases: bases
        .split('&')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
      own: new Map(own),
    });
  }
  const whole = new Map<string, ReadonlyMap<string, Member>>();
  const members = (type: string): ReadonlyMap<string, Member> | undefined => {
    const known = whole.get(type);
    const parsed = structures.get(type);
    if (known !== undefined || parsed === undefined) return known;
    const inherited = parsed.bases.flatMap((base) => [...(members(base) ?? [])]);
    const all = new Map([...inherited, ...parsed.own]);
    whole.set(type, all);
    return all;
  };
  return { version, members, values: (type) => enumerations.get(type) };
};

let read: MetadataTypes | undefined;

/** The types that are installed; undefined where `@salesforce/types` is not (it is needed for checking only). */
export const metadataTypes = (): MetadataTypes | undefined => {
  if (read !== undefined) return read;
  const paths = createRequire(import.meta.url).resolve.paths('@salesforce/types') ?? [];
  const folder = paths.map((one) => `${one}/@salesforce/types`).find((one) => existsSync(`${one}/lib/metadata.d.ts`));
  if (folder === undefined) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const version: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : '';
  read = parse(readFileSync(`${folder}/lib/metadata.d.ts`, 'utf8'), String(version));
  return read;
};
