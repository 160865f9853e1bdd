/* global jest */
const { globSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { registerSa11yMatcher } = require('@sa11y/jest');

registerSa11yMatcher();

/** What the platform's compiler fills in: real texts, so that a test sees the sentence that people see. */
const virtual = (module, value) => {
  jest.doMock(module, () => ({ __esModule: true, default: value }), { virtual: true });
};

const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
const root = path.join(__dirname, '../..');
for (const file of globSync('force-app/main/*/labels/*.labels-meta.xml', { cwd: root })) {
  const xml = readFileSync(path.join(root, file), 'utf8');
  for (const [, name, text] of xml.matchAll(/<fullName>(.*?)<\/fullName>[\s\S]*?<value>([\s\S]*?)<\/value>/g)) {
    virtual(
      `@salesforce/label/c.${name}`,
      text.replace(/&\w+;/g, (entity) => entities[entity] ?? entity),
    );
  }
}
virtual('@salesforce/i18n/lang', 'en-US');
virtual('@salesforce/i18n/locale', 'en-US');
virtual('@salesforce/i18n/timeZone', 'UTC');
virtual('@salesforce/i18n/currency', 'EUR');
virtual('@salesforce/user/Id', '005000000000001AAA');
virtual('@salesforce/resourceUrl/chartjs', '/resource/chartjs');
