import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sfdxProject } from '../../../../local-org/metadata/package/sfdx-project.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'takt-project-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const written = (text: string) => {
  writeFileSync(path.join(folder, 'sfdx-project.json'), text);
  return () => sfdxProject(folder);
};

describe('a project file', () => {
  it('says namespace and package directories, and nothing where there is none', () => {
    expect(sfdxProject(path.join(folder, 'elsewhere'))).toEqual({ namespace: '', packageDirectories: [] });
    const project = { namespace: 'acme', packageDirectories: [{ path: 'src' }] };
    expect(written(JSON.stringify({ ...project, name: 'X' }))()).toEqual(project);
  });

  it('is named where it cannot be read', () => {
    expect(written('{ <%= name %> }')).toThrow(/sfdx-project\.json is no project file: SyntaxError/);
    expect(written('{"packageDirectories": "src"}')).toThrow(/sfdx-project\.json is no project file: .*array/s);
  });
});
