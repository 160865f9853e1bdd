import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './world.ts';

const page = readFileSync(path.join(projectRoot, 'docs/security.md'), 'utf8');

/** What stands under each head of a table. */
export type Row = Readonly<Record<string, string>>;

const cells = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The first table under a heading, a row as what stands under each head. */
export const tableUnder = (heading: string): readonly Row[] => {
  const [, section = ''] = page.split(`\n${heading}\n`);
  const lines = (section.split(/\n#+ /)[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  const [head = [], , ...rows] = lines.map(cells);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
};

export const apiName = (words: string): string => `${words.replaceAll(' ', '_')}__c`;
export const inWords = (name: string): string => name.replace(/__c$/, '').replaceAll('_', ' ');
