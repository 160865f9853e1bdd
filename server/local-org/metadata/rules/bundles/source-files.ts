import type { Component, PackageFiles } from '../../package/component.ts';

/** A source file of a bundle with its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The scripts of a bundle: JavaScript as it is deployed, or TypeScript where nothing is emitted beside it. */
export const scripts = (files: PackageFiles, bundle: Component): readonly SourceFile[] =>
  bundle.contents
    .filter((path) => /\.(js|ts)$/.test(path) && !path.endsWith('.d.ts') && !path.includes('/__'))
    .filter((path) => path.endsWith('.js') || !bundle.contents.includes(path.replace(/\.ts$/, '.js')))
    .map((path) => ({ path, text: files.text(path) }));

export const templates = (files: PackageFiles, bundle: Component): readonly SourceFile[] =>
  bundle.contents
    .filter((path) => path.endsWith('.html') && !path.includes('/__'))
    .map((path) => ({ path, text: files.text(path) }));

/** The line of a character, from 1 on. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
