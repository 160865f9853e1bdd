import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';
import { ledgerObjects } from './ledgers.ts';

/** Whoever reads the master adds rows to its ledger, and a row stays where it was added. */
export const ledgerParents: Rule = ({ of }) =>
  of('CustomField')
    .filter(
      ({ fullName, xml }) => xml?.text('type') === 'MasterDetail' && ledgerObjects.has(fullName.split('.')[0] ?? ''),
    )
    .flatMap((field) => [
      ...(field.xml?.flag('writeRequiresMasterRead') === true
        ? []
        : [
            problem(
              'ledger',
              field,
              `${field.fullName} must have writeRequiresMasterRead: who reads the master adds rows.`,
            ),
          ]),
      ...(field.xml?.flag('reparentableMasterDetail') === true
        ? [
            problem(
              'ledger',
              field,
              `${field.fullName} must not be reparentable: rows of a ledger stay where they are.`,
            ),
          ]
        : []),
    ]);
