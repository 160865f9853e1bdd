/** Feeds the wires of the object's description, which in tests have an `emit`. */
import { getObjectInfo, getPicklistValues } from 'lightning/uiObjectInfoApi';
import { settled } from '../../../../foundation/lwc/taktGraphql/__tests__/elements';
import { OBJECT, PRIORITY, STATUS } from '../../actionData/__tests__/answers';

type Filter = (config: { readonly fieldApiName?: string }) => boolean;

const isEmitter = (adapter: unknown): adapter is { emit: (value: unknown, filter?: Filter) => void } =>
  typeof adapter === 'function' && 'emit' in adapter;

const emit = (adapter: unknown, value: unknown, field?: string): void => {
  if (!isEmitter(adapter)) throw new TypeError('This wire cannot be fed.');
  adapter.emit(value, ({ fieldApiName }) => field === undefined || (fieldApiName?.endsWith(field) ?? false));
};

/* eslint-disable @lwc/lwc/no-unexpected-wire-adapter-usages -- in tests they are what feeds the wires */
/** The CRM describes actions to the person. */
export const described = async (createable: boolean): Promise<void> => {
  emit(getObjectInfo, { ...OBJECT, createable });
  await settled();
  emit(getPicklistValues, PRIORITY, 'Priority__c');
  emit(getPicklistValues, STATUS, 'Status__c');
  await settled();
};
