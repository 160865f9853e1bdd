import { began, measured, withFolder } from './programs.ts';

interface WriteFigures {
  readonly written: number;
  readonly calls: number;
  readonly seconds: number;
}

/** So many result rows into the local org, each of whose answers takes 150 ms, by Takt and by jsforce's Collections. */
export const resultRows = (rows: number) =>
  withFolder(async ({ keyFile, publicKey }) => {
    const org = await began('org.ts', ['1', '150', publicKey]);
    try {
      const { url, username } = JSON.parse(org.line) as { readonly url: string; readonly username: string };
      const by = (who: string) => measured<WriteFigures>('write.ts', [who, url, keyFile, String(rows), username]);
      const takt = await by('takt');
      const jsforce = await by('jsforce');
      return { takt, jsforce, share: Math.round((100 * takt.seconds) / jsforce.seconds) / 100 };
    } finally {
      await org.end();
    }
  });
