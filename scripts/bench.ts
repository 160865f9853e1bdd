/** `npm run bench -- <name>`: measures, prints JSON, and ends with 1 where a bar does not hold. */
import { capacity } from './bench/capacity.ts';
import { transport } from './bench/transport.ts';

const [, , name, ...given] = process.argv;
if (name === 'capacity') {
  if (!(await capacity(given[0] ?? '100000'))) process.exitCode = 1;
} else if (name === 'transport') {
  if (!(await transport(given))) process.exitCode = 1;
} else {
  console.error('Usage: npm run bench -- capacity [deals] | transport [read] [embedded] [server] [results] [visible]');
  process.exitCode = 2;
}
