import type { Fault } from '../mutations/fault.ts';
import type { ProjectCopy } from './project-copy.ts';

/** A copy with a fault in it, and which files it touches; undefined where the fault does not fit the project. */
export interface Planted {
  readonly files: ProjectCopy;
  readonly touched: readonly string[];
}

export const plant = (copy: ProjectCopy, fault: Fault): Planted | undefined => {
  const files = new Map(copy);
  for (const { file, change } of fault.edits) {
    const changed = change(files.get(file));
    if (changed === null) return undefined;
    if (changed === undefined) files.delete(file);
    else files.set(file, changed);
  }
  return { files, touched: [...new Set(fault.edits.map(({ file }) => file))] };
};
