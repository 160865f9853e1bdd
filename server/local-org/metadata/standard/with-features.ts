import type { OrgFeature } from '../features.ts';
import type { Field, SObject } from '../schema.ts';
import { currencyFields, currencyType, datedConversionRate } from './currencies.ts';
import { opportunityLineItemSchedule } from './schedules.ts';
import { opportunitySplit, opportunitySplitType } from './splits.ts';
import {
  objectTerritory2Association,
  territory2,
  territory2Model,
  territory2Type,
  territoryFields,
  userTerritory2Association,
} from './territories.ts';

const objects: Readonly<Record<OrgFeature, readonly SObject[]>> = {
  MultiCurrency: [currencyType, datedConversionRate],
  OpportunitySplits: [opportunitySplitType, opportunitySplit],
  ProductSchedules: [opportunityLineItemSchedule],
  TerritoryManagement: [
    territory2Model,
    territory2Type,
    territory2,
    userTerritory2Association,
    objectTerritory2Association,
  ],
};

/** The objects that features bring. */
export const featureObjects = (features: readonly OrgFeature[]): readonly SObject[] =>
  features.flatMap((feature) => objects[feature]);

const fieldsOf = (object: SObject, feature: OrgFeature): readonly Field[] => {
  if (feature === 'MultiCurrency') return currencyFields(object);
  return feature === 'TerritoryManagement' && object.name === 'Opportunity' ? territoryFields : [];
};

/** An object with the fields that features bring to it. */
export const withFeatures = (object: SObject, features: readonly OrgFeature[]): SObject => {
  const fields = features.flatMap((feature) => fieldsOf(object, feature));
  if (fields.length === 0) return object;
  const added = fields.map((field) => [field.name.toLowerCase(), field] as const);
  return { ...object, fields: new Map([...object.fields, ...added]) };
};
