import { problem, warning, type Rule } from '../../../server/local-org/metadata/rules/rule.ts';

/** What page builders offer has a name that people understand. */
export const exposedNamed: Rule = ({ of }) =>
  of('LightningComponentBundle')
    .filter(({ xml }) => xml?.flag('isExposed') === true && (xml.text('masterLabel') ?? '') === '')
    .map((bundle) => problem('exposed-named', bundle, `${bundle.fullName} is exposed and has no masterLabel.`));

/** Two lists of an object that are called the same cannot be told apart. */
export const listLabels: Rule = ({ of }) => {
  const seen = new Set<string>();
  return of('ListView').flatMap((list) => {
    const label = list.xml?.text('label') ?? '';
    const key = `${list.fullName.split('.')[0] ?? ''} ${label.toLowerCase()}`;
    const again = seen.has(key);
    seen.add(key);
    return again ? [problem('list-label', list, `Another list of the object is called ${label} too.`)] : [];
  });
};

/** A notification reaches people somewhere, and a record that an action makes is asked for its fields. */
export const nothingEmpty: Rule = ({ of }) => [
  ...of('CustomNotificationType')
    .filter(({ xml }) => xml !== undefined && !xml.flag('desktop') && !xml.flag('mobile'))
    .map((one) => warning('nothing-empty', one, `${one.fullName} is shown neither on desktops nor on phones.`)),
  ...of('CustomNotificationType').flatMap((one) =>
    ['desktop', 'mobile']
      .filter((name) => one.xml?.one(name) === undefined)
      .map((name) => problem('nothing-empty', one, `${one.fullName} does not say ${name}.`)),
  ),
  ...of('QuickAction')
    .filter(({ xml }) => xml?.text('type') === 'Create' && xml.one('quickActionLayout') === undefined)
    .map((one) => problem('nothing-empty', one, `${one.fullName} makes a record and asks for no field.`)),
];
