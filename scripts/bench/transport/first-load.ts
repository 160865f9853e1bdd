import { startPostgres } from '../../../server/test/support/postgres.ts';
import { began, measured, withFolder } from './programs.ts';

export interface LoadFigures {
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly whileReadingMiB: readonly number[];
}

/** A first load of so many deals from the loopback CRM, as it packs its answers, into a new store. */
export const firstLoad = (deals: number, store: 'PostgreSQL' | 'PGlite'): Promise<LoadFigures> =>
  withFolder(async ({ folder, keyFile }) => {
    const crm = await began('crm.ts', [String(deals), 'gzip']);
    const postgres = store === 'PostgreSQL' ? await startPostgres('max_wal_size=4GB') : undefined;
    try {
      return await measured<LoadFigures>('load.ts', [], {
        TAKT_LOGIN_URL: crm.line,
        TAKT_CLIENT_ID: 'bench',
        TAKT_USERNAME: 'bench@takt.example',
        TAKT_PRIVATE_KEY_FILE: keyFile,
        TAKT_DATA_DIR: folder,
        TAKT_TODAY: '2026-11-24',
        ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
      });
    } finally {
      await postgres?.remove();
      await crm.end();
    }
  });

interface ReadFigures {
  readonly rows: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** CPU of reading one result, by Takt's client and by jsforce, of the same bytes. */
export const readSideBySide = async (rows: number) => {
  const figures = async (packing: 'plain' | 'gzip') => {
    const crm = await began('crm.ts', [String(rows), packing]);
    try {
      const takt = await measured<ReadFigures>('read.ts', ['takt', crm.line]);
      const jsforce = await measured<ReadFigures>('read.ts', ['jsforce', crm.line]);
      return { takt, jsforce, timesLess: Math.round((10 * jsforce.cpuSeconds) / takt.cpuSeconds) / 10 };
    } finally {
      await crm.end();
    }
  };
  return { plain: await figures('plain'), gzip: await figures('gzip') };
};
