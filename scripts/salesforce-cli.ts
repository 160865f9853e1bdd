/** Makes sure that the tests of a real deploy have the Salesforce CLI, before anything is started for them. */
import { ensureSalesforceCli } from '../server/test/full/salesforce-cli.ts';

console.log(`Deploy tests use ${ensureSalesforceCli()}`);
