import type { Component, PackageFiles } from './component.ts';

/** The contents of components that come from several places. */
export class MergedFiles implements PackageFiles {
  readonly paths: readonly string[];
  readonly #sources: ReadonlyMap<string, PackageFiles>;

  /** @param parts where the contents of which components are; the later ones stand before the earlier ones */
  constructor(parts: readonly (readonly [PackageFiles, readonly Component[]])[]) {
    const sources = new Map<string, PackageFiles>();
    for (const [files, components] of parts) {
      for (const path of components.flatMap(({ contents }) => contents)) {
        sources.set(path, files instanceof MergedFiles ? files.#source(path) : files);
      }
    }
    this.#sources = sources;
    this.paths = [...sources.keys()].toSorted();
  }

  #source(path: string): PackageFiles {
    const source = this.#sources.get(path);
    if (source === undefined) throw new Error(`there is no file ${path}`);
    return source;
  }

  text(path: string): string {
    return this.#source(path).text(path);
  }

  bytes(path: string): Uint8Array {
    return this.#source(path).bytes(path);
  }
}
