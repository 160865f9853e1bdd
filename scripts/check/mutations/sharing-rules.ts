import { add, after, copy, cut, fault, move, swap, type FaultKind } from './fault.ts';
import { object, sharing, xml } from './places.ts';

const ACTION = sharing('meeting', 'Takt_Action__c');
const OWNED = `    <sharingOwnerRules>
        <fullName>All_To_Service</fullName>
        <accessLevel>Edit</accessLevel>
        <label>All to service</label>
        <sharedTo>
            <group>Takt_Service</group>
        </sharedTo>
        <sharedFrom>
            <allInternalUsers></allInternalUsers>
        </sharedFrom>
    </sharingOwnerRules>`;

export const sharingRules: FaultKind = {
  kind: 'sharing rules',
  faults: [
    fault(
      'criterion on an unknown field',
      'Shares by a field that is not there.',
      swap(ACTION, '<field>From_Meeting__c', '<field>Of_Meeting__c'),
    ),
    fault(
      'criterion on a long text',
      'Shares by a long text.',
      swap(ACTION, '<field>From_Meeting__c', '<field>Outcome__c'),
    ),
    fault(
      'shared with an unknown group',
      'Shares with a group that is not there.',
      swap(ACTION, '<group>Takt_Meeting_Leads', '<group>Takt_Leads'),
    ),
    fault(
      'shared with an unknown role',
      'Shares with a role that is not there.',
      swap(ACTION, '<group>Takt_Meeting_Leads</group>', '<role>Takt_Meeting_Leads</role>'),
    ),
    fault('shared with nobody', 'Leaves out with whom.', cut(ACTION, /<group>Takt_Meeting_Leads<\/group>/)),
    fault(
      'access misspelt',
      'Writes ReadWrite for Edit.',
      swap(ACTION, '<accessLevel>Edit<', '<accessLevel>ReadWrite<'),
    ),
    fault('access left out', 'Leaves out what is granted.', cut(ACTION, '<accessLevel>Edit</accessLevel>')),
    fault('rule without label', 'Leaves out the label.', cut(ACTION, /\s*<label>Meeting actions to leads<\/label>/)),
    fault('operation misspelt', 'Writes equal for equals.', swap(ACTION, '<operation>equals<', '<operation>equal<')),
    fault('rule twice', 'Gives two rules one name.', after(ACTION, 'metadata">', `\n${OWNED}`)),
    fault(
      'filter out of range',
      'Names a second criterion where there is one.',
      swap(ACTION, '<criteriaItems>', '<booleanFilter>1 AND 2</booleanFilter>\n        <criteriaItems>'),
    ),
    fault('criteria left out', 'Leaves out the criteria.', cut(ACTION, /\s*<criteriaItems>[\s\S]*?<\/criteriaItems>/)),
    fault(
      'rules of a detail object',
      'Shares an object that its master controls.',
      add(sharing('meeting', 'Takt_Attendance__c'), xml('SharingRules', OWNED)),
    ),
    fault(
      'rules of an unknown object',
      'Renames the file of sharing rules.',
      move(ACTION, sharing('meeting', 'Takt_Actions__c')),
    ),
    fault(
      'rules of a public object',
      'Opens an object to all and leaves its sharing rules.',
      swap(object('meeting', 'Takt_Action__c'), '<sharingModel>Private<', '<sharingModel>ReadWrite<'),
    ),
    fault(
      'rules twice',
      'Leaves the sharing rules of an object in two areas.',
      copy(ACTION, sharing('quota', 'Takt_Action__c')),
    ),
  ],
};
