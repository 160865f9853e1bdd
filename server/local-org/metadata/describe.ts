import type { Actor } from '../org.ts';
import { isFilterable } from '../store/columns.ts';
import type { SchemaRegistry } from './registry.ts';
import type { Field, SObject } from './schema.ts';

const soapTypes: Partial<Record<Field['type'], string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
};
const isNumber = (field: Field): boolean => ['double', 'currency', 'percent'].includes(field.type);

/** One field as `describe` shows it. */
export const describeField = (field: Field, object: SObject, actor: Actor) => {
  const filterable = isFilterable(field);
  const mayEdit = actor.system || actor.mayField('edit', object.name, field.name);
  return {
    aggregatable: filterable && field.type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.autoNumber !== undefined,
    byteLength: field.type === 'id' || field.type === 'reference' ? 18 : field.length * 3,
    calculated: field.formula !== undefined,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.masterDetail,
    caseSensitive: field.caseSensitive,
    compoundFieldName: null,
    controllerName: null,
    createable: field.createable && mayEdit,
    custom: field.custom,
    defaultValue: field.defaultValue ?? null,
    defaultValueFormula: field.defaultFormula ?? null,
    defaultedOnCreate: field.defaultValue !== undefined || (!field.nillable && !field.createable),
    dependentPicklist: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? field.precision : 0,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo: field.type === 'textarea' ? (field.length > 255 ? 'plaintextarea' : null) : null,
    filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: field.formulaTreatBlanksAs === 'BlankAsZero',
    groupable: filterable && field.formula === undefined && !isNumber(field) && field.type !== 'datetime',
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.externalId || field.type === 'id',
    inlineHelpText: field.helpText ?? null,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: field.permissionable,
    picklistValues: (field.picklist ?? []).map(({ value, label, active, default: preset }) => ({
      active,
      defaultValue: preset,
      label,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: isNumber(field) ? field.precision : 0,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail ? 0 : null,
    restrictedDelete: field.type === 'reference' && field.custom && !field.nillable && !field.masterDetail,
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    searchPrefilterable: false,
    soapType: soapTypes[field.type] ?? 'xsd:string',
    sortable: filterable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable && mayEdit,
    writeRequiresMasterRead: field.writeRequiresMasterRead,
  };
};

const urlsOf = (object: SObject, base: string) => ({
  sobject: `${base}/sobjects/${object.name}`,
  describe: `${base}/sobjects/${object.name}/describe`,
  rowTemplate: `${base}/sobjects/${object.name}/{ID}`,
});

/** One object as the list of all objects shows it; `base` is `/services/data/v67.0`. */
export const describeSummary = (object: SObject, actor: Actor, base: string) => {
  const standing = object.access.by === 'permission' || object.access.by === 'parent';
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: actor.may('create', object.name),
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: actor.may('delete', object.name),
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: standing,
    mergeable: object.name === 'Account' || object.name === 'Contact',
    mruEnabled: standing,
    name: object.name,
    queryable: true,
    replicateable: object.fields.has('systemmodstamp'),
    retrieveable: true,
    searchable: standing,
    triggerable: standing,
    undeletable: object.fields.has('isdeleted'),
    updateable: actor.may('edit', object.name),
    urls: urlsOf(object, base),
  };
};

/**
 * The whole describe of an object, as far as the actor may see it.
 * @param today Gives a field as records make it today (the stages of a deal).
 */
export const describeObject = (
  schema: SchemaRegistry,
  object: SObject,
  actor: Actor,
  base: string,
  today: (field: Field) => Field,
) => ({
  ...describeSummary(object, actor, base),
  actionOverrides: [],
  childRelationships: schema
    .children(object.name)
    .filter(({ child, field }) => actor.may('read', child.name) && actor.mayField('read', child.name, field.name))
    .map(({ child, field }) => ({
      cascadeDelete: field.masterDetail,
      childSObject: child.name,
      deprecatedAndHidden: false,
      field: field.name,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: field.childRelationshipName ?? null,
      restrictedDelete: field.custom && !field.nillable && !field.masterDetail,
    })),
  compactLayoutable: object.access.by === 'permission',
  defaultImplementation: null,
  extendedBy: null,
  extendsInterfaces: null,
  fields: [...object.fields.values()]
    .filter((field) => actor.mayField('read', object.name, field.name))
    .map((field) => describeField(today(field), object, actor)),
  implementedBy: null,
  implementsInterfaces: null,
  listviewable: null,
  lookupLayoutable: null,
  namedLayoutInfos: [],
  networkScopeFieldName: null,
  recordTypeInfos: [
    {
      active: true,
      available: true,
      defaultRecordTypeMapping: true,
      developerName: 'Master',
      master: true,
      name: 'Master',
      recordTypeId: '012000000000000AAA',
      urls: {},
    },
  ],
  searchLayoutable: object.access.by === 'permission',
  sobjectDescribeOption: 'FULL',
  supportedScopes: [
    { label: 'All', name: 'everything' },
    ...(object.fields.has('ownerid') ? [{ label: 'My', name: 'mine' }] : []),
  ],
});
