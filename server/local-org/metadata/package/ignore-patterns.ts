/** Says of a path, relative to the folder of the patterns and with `/`, whether it stays at home. */
export type Ignored = (path: string) => boolean;

interface Pattern {
  readonly expression: RegExp;
  readonly again: boolean;
}

const translated = (glob: string): string =>
  glob
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?|\[[^\]]*\])/)
    .map((part) => {
      if (part === '**/') return '(?:.*/)?';
      if (part === '/**') return '/.+';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, '[^');
      return part.replaceAll(/[.+^${}()|\\[\]]/g, String.raw`\$&`);
    })
    .join('');

const pattern = (line: string): Pattern => {
  const again = line.startsWith('!');
  const glob = line.replace(/^!/, '').replace(/^\\(?=[#!])/, '');
  const folderOnly = glob.endsWith('/');
  const bare = glob.replace(/^\//, '').replace(/\/$/, '');
  // Without a slash inside, a pattern is about names wherever they are; with one it starts at the folder.
  const anchored = glob.startsWith('/') || bare.includes('/');
  const body = `${anchored ? '' : '(?:.*/)?'}${translated(bare)}`;
  return { again, expression: new RegExp(`^${body}${folderOnly ? '/' : '(?:/|$)'}`) };
};

/** Reads the lines of a `.forceignore`, which are those of a `.gitignore`: the last one that fits decides. */
export const ignorePatterns = (text: string): Ignored => {
  const patterns = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(pattern);
  return (path) => patterns.findLast(({ expression }) => expression.test(path))?.again === false;
};
