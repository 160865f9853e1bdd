/** A program of its own: makes an empty store in the folder of its first argument, and ends. See new-store.ts. */
import { bringUpToDate } from './database.ts';
import { openEmbeddedStore } from './embedded-store.ts';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Usage: create-store.ts FOLDER');
const store = await openEmbeddedStore(folder);
await bringUpToDate(store, {});
await store.close();
