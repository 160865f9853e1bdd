import { describe, expect, it } from 'vitest';
import { readSource } from '../../../server/local-org/metadata/package/read-source.ts';
import { changedContents } from '../../check/mutate/changed-contents.ts';
import { deployedFiles } from '../../check/mutate/deployed-files.ts';
import { plant } from '../../check/mutate/plant.ts';
import { projectCopy } from '../../check/mutate/project-copy.ts';
import { isGood, type Result, totals } from '../../check/mutate/report.ts';
import { add, cut, type Fault, fault, move, remove, swap } from '../../check/mutations/fault.ts';
import { FAULTS } from '../../check/mutations/index.ts';

const copy = new Map([
  ['a.xml', '<a>one</a>'],
  ['b.xml', '<b>two</b>'],
]);

describe('a fault that is planted', () => {
  it('changes its place and nothing else', () => {
    const planted = plant(copy, fault('f', 'Changes.', swap('a.xml', 'one', 'three')));
    expect(planted?.files.get('a.xml')).toBe('<a>three</a>');
    expect(planted?.files.get('b.xml')).toBe('<b>two</b>');
    expect(copy.get('a.xml')).toBe('<a>one</a>');
  });

  it('puts a text in as it is, dollar signs and all', () => {
    const planted = plant(copy, fault('f', 'Changes.', swap('a.xml', 'one', '$&$1')));
    expect(planted?.files.get('a.xml')).toBe('<a>$&$1</a>');
  });

  it('moves a file with its text', () => {
    const planted = plant(copy, fault('f', 'Moves.', move('a.xml', 'c.xml')));
    expect([...(planted?.files ?? [])]).toEqual([
      ['b.xml', '<b>two</b>'],
      ['c.xml', '<a>one</a>'],
    ]);
    expect(planted?.touched).toEqual(['a.xml', 'c.xml']);
  });

  it.each<readonly [string, Fault]>([
    ['a text that is not there', fault('f', 'Changes.', swap('a.xml', 'nothing', 'x'))],
    ['a change that changes nothing', fault('f', 'Changes.', swap('a.xml', 'one', 'one'))],
    ['a file that is not there', fault('f', 'Cuts.', cut('c.xml', 'one'))],
    ['a file to remove that is not there', fault('f', 'Removes.', remove('c.xml'))],
    ['a file to add that is there already', fault('f', 'Adds.', add('b.xml', 'x'))],
    ['one of two places', fault('f', 'Changes.', swap('a.xml', 'one', 'x'), swap('b.xml', 'one', 'x'))],
  ])('is not planted where it does not fit: %s', (_, unfit) => {
    expect(plant(copy, unfit)).toBeUndefined();
  });
});

describe('the list of faults', () => {
  const all = FAULTS.flatMap(({ faults }) => faults);

  it('calls each fault by a name of its own', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('fits the package as it is', () => {
    const project = projectCopy(process.cwd());
    expect(all.filter((one) => plant(project, one) === undefined).map(({ name }) => name)).toEqual([]);
  });
});

describe('contents after a change', () => {
  it('are what reading the whole package gives', () => {
    const project = projectCopy(process.cwd());
    const clean = readSource(deployedFiles(project));
    for (const name of [
      'field twice',
      'resource without meta file',
      'bundle twice',
      'object file gone',
      'stray file',
    ]) {
      const one = FAULTS.flatMap(({ faults }) => faults).find((each) => each.name === name);
      const planted = one === undefined ? undefined : plant(project, one);
      if (planted === undefined) throw new Error(`${name} is not planted`);
      const files = deployedFiles(planted.files);
      const named = ({ components, problems }: typeof clean): readonly string[] =>
        [
          ...components.map(
            ({ type, fullName, file, contents }) => `${type} ${fullName} ${file} ${contents.toSorted().join()}`,
          ),
          ...problems.map(({ file, message }) => `${file} ${message}`),
        ].toSorted();
      expect(named(changedContents(clean, files, planted.touched)), name).toEqual(named(readSource(files)));
    }
  }, 120_000);
});

describe('the report', () => {
  const result = (outcome: Result['outcome']): Result => ({ kind: 'k', name: 'n', slip: 's', outcome });
  const caught = result({ kind: 'caught', by: 'r', message: 'm' });
  const missed = result({ kind: 'missed' });

  it('forgives two faults that are missed, and no third', () => {
    expect(isGood([caught, missed, missed])).toBe(true);
    expect(isGood([missed, missed, missed])).toBe(false);
  });

  it('forgives no fault that does not fit', () => {
    expect(isGood([caught, result({ kind: 'not planted' })])).toBe(false);
  });

  it('counts by kind, by check and in all', () => {
    expect(totals([caught, missed])).toEqual(['k: 1 of 2 caught', 'checks: r 1', 'all: 1 of 2 caught']);
  });
});
