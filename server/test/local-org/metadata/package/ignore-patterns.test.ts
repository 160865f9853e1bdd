import { describe, expect, it } from 'vitest';
import { ignorePatterns } from '../../../../local-org/metadata/package/ignore-patterns.ts';

describe('ignorePatterns', () => {
  it.each([
    ['**/*.ts', 'force-app/main/lwc/a/a.ts', true],
    ['**/*.ts', 'force-app/main/lwc/a/a.js', false],
    ['*.md', 'force-app/docs/README.md', true],
    ['**/__tests__/**', 'force-app/lwc/a/__tests__/a.test.js', true],
    ['**/profiles/**', 'force-app/profiles/', false],
    ['/build', 'build/x', true],
    ['/build', 'force-app/build/x', false],
    ['data/', 'force-app/data/x.json', true],
    ['data/', 'force-app/data', false],
    ['main/*.json', 'main/a.json', true],
    ['main/*.json', 'main/b/a.json', false],
    ['# a comment', '# a comment', false],
    ['file[0-9].js', 'a/file1.js', true],
  ])('with %s the file %s is left at home: %s', (pattern, path, expected) => {
    expect(ignorePatterns(pattern)(path)).toBe(expected);
  });

  it('lets the last pattern that fits decide', () => {
    const ignored = ignorePatterns('*.js\n!keep.js');
    expect([ignored('a/drop.js'), ignored('a/keep.js')]).toEqual([true, false]);
    const inFolder = ignorePatterns('**/profiles/**\n!**/profiles/Admin.xml');
    expect([inFolder('a/profiles/User.xml'), inFolder('a/profiles/Admin.xml')]).toEqual([true, false]);
  });
});
