import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderFiles } from '../../../../local-org/metadata/package/folder-files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'folder-files-'));
const put = (file: string, text = ''): void => {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
put('sfdx-project.json', '{"packageDirectories": [{"path": "app"}]}');
put('.forceignore', '**/*.ts\n');
put('app/lwc/board/board.js', 'code');
put('app/lwc/board/board.ts');
put('app/.settings');
put('extra/tabs/Plan__c.tab-meta.xml');

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('folderFiles', () => {
  it('takes the package directories of the project, less what stays at home', () => {
    expect(folderFiles(root).paths).toEqual(['app/lwc/board/board.js']);
  });

  it('takes other directories where they are named', () => {
    expect(folderFiles(root, ['extra', 'nowhere']).paths).toEqual(['extra/tabs/Plan__c.tab-meta.xml']);
  });

  it('reads a file as text and as bytes', () => {
    const files = folderFiles(root);
    expect(files.text('app/lwc/board/board.js')).toBe('code');
    expect(files.bytes('app/lwc/board/board.js')).toHaveLength(4);
  });
});
