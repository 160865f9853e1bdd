/**
 * Plants faults into a copy of the package, one at a time, and says which check catches each.
 * `npm run check:package:mutate -- [--json] [name or kind …]`. Ends with 1 where more than two are missed, where a
 * fault does not fit the package any more, and where the package is not clean without any.
 */
import { Catching } from './mutate/catching.ts';
import { projectCopy } from './mutate/project-copy.ts';
import { isGood, line, type Result, totals } from './mutate/report.ts';
import { FAULTS } from './mutations/index.ts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const asJson = process.argv.includes('--json');
const root = process.cwd();
const catching = new Catching(root, projectCopy(root));
const isWanted = (kind: string, name: string): boolean =>
  words.length === 0 || words.some((word) => kind.includes(word) || name.includes(word));

const dirt = catching.clean();
for (const sentence of dirt) console.error(`Without any fault: ${sentence}`);

const results: Result[] = [];
for (const { kind, faults } of FAULTS) {
  for (const fault of faults.filter(({ name }) => isWanted(kind, name))) {
    const { name, slip } = fault;
    const result: Result = { kind, name, slip, outcome: catching.outcome(fault) };
    results.push(result);
    if (!asJson) console.log(line(result));
  }
}
if (asJson) console.log(JSON.stringify({ clean: dirt.length === 0, results }, null, 2));
else for (const sum of totals(results)) console.log(sum);
process.exitCode = dirt.length === 0 && isGood(results) ? 0 : 1;
