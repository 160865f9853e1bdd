/** A first load by the companion itself, configured by its environment; prints what it took as JSON. */
import { openCompanion } from '../../../server/src/main.ts';
import { readConfig } from '../../../server/src/config.ts';
import { syncOrg } from '../../../server/src/application/sync-org.ts';

const mebibytes = (kibibytes: number): number => Math.round(kibibytes / 1024);
const started = performance.now();
const companion = await openCompanion(readConfig(process.env, process.cwd()));
/** Resident set by the rows that are here. */
const resident = new Map<number, number>();
const { read } = await syncOrg(
  companion.ports,
  ({ done = 0 }) => {
    const million = Math.floor(done / 1_000_000);
    resident.set(million, Math.max(resident.get(million) ?? 0, process.memoryUsage.rss() / 1024));
  },
  new AbortController().signal,
);
await companion.close();
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    rows: read,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    cpuSeconds: Math.round((user + system) / 100_000) / 10,
    peakMiB: mebibytes(process.resourceUsage().maxRSS),
    whileReadingMiB: [...resident.values()].map(mebibytes),
  }),
);
