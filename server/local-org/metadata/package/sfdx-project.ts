import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const shape = z.object({
  namespace: z.string().default(''),
  packageDirectories: z.array(z.object({ path: z.string() })).default([]),
});

export type SfdxProject = z.output<typeof shape>;

/**
 * What a project's `sfdx-project.json` says; nothing where it has none.
 * @throws Error naming the file and what is wrong with it
 */
export const sfdxProject = (root: string): SfdxProject => {
  const file = path.join(root, 'sfdx-project.json');
  if (!existsSync(file)) return shape.parse({});
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`${file} is no project file: ${why}`, { cause });
  }
};
