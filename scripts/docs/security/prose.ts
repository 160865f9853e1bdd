import type { Metadata } from '../../../server/local-org/metadata/load-metadata.ts';
import { inWords, listed, table } from './markdown.ts';
import { packageObjects } from './object-lines.ts';
import type { Persona } from './personas.ts';
import { masterOf } from './reach.ts';

/** What is assigned to whom. */
export const assignments = (personas: readonly Persona[]): string =>
  table(
    ['who', 'assign', 'which holds', 'and make a member of the public group'],
    personas.map(({ name, assigned, sets, group }) => [
      name,
      inWords(assigned),
      sets.map(inWords).join(', '),
      group === undefined ? '–' : inWords(group),
    ]),
  );

/** Objects that nobody may edit or delete, though people create rows of them. */
const ledgers = (metadata: Metadata, personas: readonly Persona[]): readonly string[] =>
  packageObjects(metadata)
    .filter(({ name }) => {
      const some = (action: 'create' | 'edit' | 'delete'): boolean =>
        personas.some(({ rights }) => rights.may(action, name));
      return some('create') && !some('edit') && !some('delete');
    })
    .map(({ name }) => inWords(name));

const modifyAll = (metadata: Metadata, personas: readonly Persona[]): string => {
  const held = personas.flatMap(({ name, rights }) => {
    const objects = packageObjects(metadata).filter((object) => rights.may('modifyAll', object.name));
    return objects.length === 0 ? [] : [`${name} on ${listed(objects.map((object) => inWords(object.name)))}`];
  });
  return held.length === 0 ? 'no permission set of the package holds it' : `in this package: ${held.join('; ')}`;
};

const writtenByDetail = (metadata: Metadata): string =>
  listed(
    packageObjects(metadata)
      .filter((object) => masterOf(object)?.writeRequiresMasterRead === true)
      .map(({ name }) => inWords(name)),
  );

const userPermissions = (metadata: Metadata): string => {
  const rows = metadata.permissionSets
    .filter((set) => set.userPermissions.length + set.customPermissions.length > 0)
    .map((set) => [inWords(set.name), set.userPermissions.join(', ') || '–', set.customPermissions.join(', ') || '–']);
  return table(['permission set', 'user permissions', 'custom permissions'], rows);
};

/** What the tables cannot say. */
export const prose = (metadata: Metadata, personas: readonly Persona[]): string => `## Public groups

Salesforce deploys public groups, never their members: whoever installs Takt adds them by hand (Setup → Public Groups),
or the rows stay shut. ${listed(metadata.groups.map(({ name }) => `*${inWords(name)}*`))} are the groups.
*Takt Company Readers* is for those who may see what is about the whole company; no persona is a member by itself. *Takt
Service* has one member, the user whom the companion signs in as: anybody else in it could change every row of the
package, as far as the object and field permissions go.

## The service user

${inWords('Takt_Integration')} holds Modify All on no object. Every object that the companion writes is shared for editing
with *Takt Service*, and *Transfer Record* (\`TransferAnyEntity\`) lets it give a row to the person whom it is about, which
sharing alone never does. It deletes only details of masters that it reads or may change, and rows of its own. See
[decision 0007](decisions/0007-integration-without-modify-all.md).

${userPermissions(metadata)}

## Results, judgement, ledgers

- Fields that the service writes are read-only for people, and the other way round: the field tables below show it. The
  platform has no field-level security on required fields, keys of masters, the name and the owner; whoever may edit a
  row may edit those. Validation rules stand in where that matters.
- ${listed(ledgers(metadata, personas))} are ledgers: people create and read rows, and nobody edits or deletes one. A
  mistake is put right by a new row. Who wrote it is \`CreatedById\`, which nobody can choose without *Set Audit Fields*.
- Details that are written by whoever reads the master: ${writtenByDetail(metadata)}. Their own object permissions and
  validation rules are what holds.
- Deleting a master deletes its details, ledgers too. So Delete on a master is held only where the tables show a D.

## What the platform does not hold

- **Modify All** passes every sharing rule and the ownership of rows: ${modifyAll(metadata, personas)}. *Modify All Data*
  and *View All Data*, which administrators of the org hold, pass everything above: a system administrator reads every
  earning, and may be given Edit on a ledger. Validation rules are evaluated for them as well, but they can switch them
  off. Nothing in a package can prevent that; Setup Audit Trail shows it.
- **Custom permissions** say who may ask for a run; they guard no data. A run is checked twice: by a validation rule when
  it is created, and by the companion before it claims it ([decision 0005](decisions/0005-run-guards.md)).
- **Sharing opens, and never closes.** Rules of the org, manual sharing or territories can open more rows than this page
  says; Takt ships no restriction rules.
- **Editing is not giving away.** Whoever a rule lets edit a row cannot make somebody else its owner: a meeting lead
  changes an action of another, but cannot hand it on to a third. Drop it and agree a new one.
- **The role hierarchy opens upward.** Whoever stands above an owner has what the owner has, deletion too where the
  object permission is there.
- **Names show.** The name of a record that a lookup points to is shown to whoever sees the row, even where that record is
  shut. Names of Takt's rows hold no figures.
- **Reports and list views** obey all of this. Change Data Capture does not obey sharing; the package subscribes nothing in
  its core.
`;
