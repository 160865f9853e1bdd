import { expect, it } from 'vitest';
import { samplePackage } from './sample-package.ts';
import { problemsOf } from './virtual-package.ts';

it('finds nothing in a package in which nothing is wrong', () => {
  expect(problemsOf(samplePackage)).toEqual([]);
});
