import type { XmlElement } from '../xml.ts';

/** One piece of metadata, named as the Metadata API names it. */
export interface Component {
  /** `CustomObject`, `CustomField`, `Layout`, `LightningComponentBundle`, … */
  readonly type: string;
  /** `Takt_Plan__c`, `Takt_Plan__c.Status__c`, `Takt_Plan__c-Takt Plan Layout`, `quotaPlan`, … */
  readonly fullName: string;
  /** Where it was read, relative to the package's root, with `/`; several components share a file in metadata format. */
  readonly file: string;
  /** The element that describes it; its lines are those of `file`. Undefined where it has none. */
  readonly xml: XmlElement | undefined;
  /** Further files of the component, such as a bundle's script and template, relative to the package's root. */
  readonly contents: readonly string[];
}

/** The files of a package, wherever they are: a folder, or an archive in memory. */
export interface PackageFiles {
  /** Relative to the package's root, with `/`, sorted. */
  readonly paths: readonly string[];
  /** @throws Error when there is no such file. */
  text(path: string): string;
  bytes(path: string): Uint8Array;
}

/** Something that an org refuses, or that the project does not want: where it is, what it is, what helps. */
export interface Problem {
  /** Name of the rule that found it, `lookup-target-exists`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly type: string;
  readonly fullName: string;
  readonly file: string;
  readonly line: number | undefined;
  /** One sentence that says what is wrong with which name, and the remedy where there is one. */
  readonly message: string;
}

/** What a package is made of, with what could not be read at all. */
export interface PackageContents {
  readonly files: PackageFiles;
  readonly components: readonly Component[];
  readonly problems: readonly Problem[];
}
