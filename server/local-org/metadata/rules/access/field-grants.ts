import { type Rule, warning } from '../rule.ts';
import { grantRule, grants } from './grants.ts';

const systemFields = new Set([
  'id',
  'isdeleted',
  'createdbyid',
  'createddate',
  'lastmodifiedbyid',
  'lastmodifieddate',
  'systemmodstamp',
  'ownerid',
  'lastvieweddate',
  'lastreferenceddate',
  'recordtypeid',
  'currencyisocode',
]);

/** Field-level security is said only of fields that can be hidden. */
export const hideableFields = grantRule('grant-field-hideable', ['fieldPermissions'], ({ entry, context, owner }) => {
  const [object = '', name = ''] = (entry.text('field') ?? '').split('.');
  const found = context.org.findField(object, name);
  if (found.is !== 'there' || owner.type === 'Profile') return undefined;
  const field = found.value;
  if (field.kind === 'MasterDetail')
    return `${object}.${name} is a master-detail field: no permission hides it, and none may be said.`;
  if (field.custom && field.required)
    return `${object}.${name} is required: no permission hides it, and none may be said.`;
  const owned = context.org.object(object)?.custom === true;
  if (!field.custom && systemFields.has(name.toLowerCase()) && (owned || name.toLowerCase() !== 'recordtypeid')) {
    return `${object}.${name} belongs to the system: no permission hides it, and none may be said.`;
  }
  return !field.custom && (name.toLowerCase() === 'name' || field.required) && owned
    ? `${object}.${name} comes with the object: no permission hides it, and none may be said.`
    : undefined;
});

/** Standard fields that every record has filled. */
const requiredStandard = new Set(
  [
    'Account.Name',
    'Contact.LastName',
    'Contact.Name',
    'Lead.LastName',
    'Lead.Company',
    'Lead.Status',
    'Opportunity.Name',
    'Opportunity.StageName',
    'Opportunity.CloseDate',
    'Opportunity.ForecastCategoryName',
    'Product2.Name',
    'Campaign.Name',
    'Case.Status',
    'Pricebook2.Name',
    'Opportunity.OwnerId',
  ].map((name) => name.toLowerCase()),
);

/** Standard fields that are always filled have no field-level security either. */
export const requiredStandardFields = grantRule('grant-field-hideable', ['fieldPermissions'], ({ entry, owner }) => {
  const path = entry.text('field') ?? '';
  return owner.type !== 'Profile' &&
    requiredStandard.has(path.toLowerCase()) &&
    path.toLowerCase() !== 'lead.status' &&
    path.toLowerCase() !== 'case.status'
    ? `${path} is required: no permission hides it, and none may be said.`
    : undefined;
});

/** Who edits reads. */
export const editableFields = grantRule('grant-field-editable', ['fieldPermissions'], ({ entry, owner }) =>
  entry.flag('editable') && owner.type !== 'MutingPermissionSet' && entry.text('readable') === 'false'
    ? `${entry.text('field') ?? ''} is editable and yet not readable.`
    : undefined,
);

/** Nobody edits what is calculated. Some orgs take it and grant nothing, so it is only warned of. */
export const calculatedFields: Rule = ({ of, org }) =>
  of('PermissionSet').flatMap((owner) =>
    (owner.xml?.all('fieldPermissions') ?? []).flatMap((entry) => {
      const path = entry.text('field') ?? '';
      const [object = '', name = ''] = path.split('.');
      const found = entry.flag('editable') ? org.findField(object, name) : undefined;
      if (found?.is !== 'there' || !found.value.custom || !found.value.calculated) return [];
      const { component, kind } = found.value;
      const what = component?.xml?.one('formula') === undefined ? (kind ?? '') : 'formula';
      return [
        warning(
          'grant-field-calculated',
          owner,
          `${path} is a ${what} field, which nobody edits: editable should be false.`,
          entry,
        ),
      ];
    }),
  );

/** Fields are opened only together with their object. */
export const grantsSomething = grantRule('grant-field', ['fieldPermissions'], ({ entry, owner }) =>
  owner.type === 'PermissionSet' && entry.one('readable') === undefined && !grants(entry)
    ? `${entry.text('field') ?? ''} is neither readable nor editable by ${owner.fullName}.`
    : undefined,
);
