/** A program of its own: makes an empty store in the folder of its first argument, and ends. See new-store.ts. */
import { PGlite } from '@electric-sql/pglite';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Usage: create-store.ts FOLDER');
await (await PGlite.create(folder)).close();
