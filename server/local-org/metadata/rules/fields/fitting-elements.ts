import { problem, type Rule } from '../rule.ts';

/** Elements that only some types of fields have. */
const holders: Readonly<Record<string, readonly string[]>> = {
  visibleLines: ['LongTextArea', 'Html', 'MultiselectPicklist'],
  length: ['Text', 'LongTextArea', 'Html', 'EncryptedText', 'TextArea'],
  displayFormat: ['AutoNumber'],
  maskChar: ['EncryptedText'],
  maskType: ['EncryptedText'],
  summaryForeignKey: ['Summary'],
  summaryOperation: ['Summary'],
  writeRequiresMasterRead: ['MasterDetail'],
  reparentableMasterDetail: ['MasterDetail'],
  displayLocationInDecimal: ['Location'],
};

/** A field has no element that belongs to other types of fields. */
export const fittingElements: Rule = ({ of }) =>
  of('CustomField').flatMap((field) => {
    const type = field.xml?.text('type');
    // Standard fields are written with what the platform knows of them anyway; external objects have rules of their own.
    if (type === undefined || !field.fullName.endsWith('__c') || field.xml?.one('externalDeveloperName') !== undefined)
      return [];
    return Object.entries(holders).flatMap(([name, types]) => {
      const element = field.xml?.one(name);
      return element === undefined || types.includes(type)
        ? []
        : [problem('fitting-element', field, `${field.fullName} is a ${type} field, which has no ${name}.`, element)];
    });
  });
