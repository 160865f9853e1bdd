import { problem, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

const code = new Set(['ApexClass', 'ApexTrigger', 'ApexPage', 'ApexComponent', 'AuraDefinitionBundle']);

/** The package brings no Apex and no older page technology: its logic is in the companion and in components. */
export const onlyDeclarative: Rule = ({ contents }) =>
  contents.components
    .filter(({ type }) => code.has(type))
    .map((one) => problem('only-declarative', one, `${one.type} ${one.fullName}: the package brings no such code.`));
