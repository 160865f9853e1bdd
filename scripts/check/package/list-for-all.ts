import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Every custom object with a tab has a list of all its records. */
export const listForAll: Rule = ({ of, org }) =>
  of('CustomTab')
    .filter(
      (tab) =>
        tab.fullName.endsWith('__c') &&
        org.has('CustomObject', tab.fullName) &&
        !org.has('ListView', `${tab.fullName}.All`),
    )
    .map((tab) => problem('list-for-all', tab, `${tab.fullName} has a tab and no list view All.`));
