import type { Mark, WatchMarks } from '../../application/ports/watch-marks.ts';
import type { Database } from './database.ts';

/** What was seen before the last good forecast. */
export const createWatchMarks = (database: Database): WatchMarks => ({
  async read() {
    const { rows } = await database.query<Mark & { readonly name: string }>(
      'SELECT name, since, seen FROM watch_mark ORDER BY name',
    );
    return new Map(rows.map(({ name, since, seen }) => [name, { since, seen }]));
  },

  async write(marks) {
    await database.transaction(async (session) => {
      await session.query('DELETE FROM watch_mark');
      for (const [name, { since, seen }] of marks) {
        await session.query('INSERT INTO watch_mark (name, since, seen) VALUES ($1, $2, $3)', [name, since, seen]);
      }
    });
  },
});
