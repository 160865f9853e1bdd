/** `npm run bench -- <name>`: measures, prints JSON, and ends with 1 where a bar does not hold. */
import { capacity } from './bench/capacity.ts';

const [, , name, deals = '100000'] = process.argv;
if (name !== 'capacity') {
  console.error('Usage: npm run bench -- capacity [deals]');
  process.exitCode = 2;
} else if (!(await capacity(deals))) process.exitCode = 1;
