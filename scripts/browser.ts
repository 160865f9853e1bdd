/** Makes sure that the browser tests have a Chromium, before anything is started for them. */
import { ensureBrowser } from '../server/test/end-to-end/browser.ts';

console.log(`Browser tests use ${ensureBrowser()}`);
