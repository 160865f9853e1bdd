import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** Validation rules are switched on: ledgers and approvals rest on them. */
export const rulesActive: Rule = ({ of }) =>
  of('ValidationRule')
    .filter(({ xml }) => xml?.text('active') === 'false')
    .map((rule) => problem('rule-active', rule, `${rule.fullName} is switched off; remove it or switch it on.`));

/** No record goes away because a user or a record of a standard object does. */
export const nothingCascades: Rule = ({ of }) =>
  of('CustomField')
    .filter(
      ({ xml }) =>
        xml?.text('deleteConstraint') === 'Cascade' && xml.texts('referenceTo').some((name) => !name.endsWith('__c')),
    )
    .map((field) =>
      problem(
        'nothing-cascades',
        field,
        `${field.fullName} removes its record together with a ${field.xml?.text('referenceTo') ?? ''}.`,
      ),
    );
