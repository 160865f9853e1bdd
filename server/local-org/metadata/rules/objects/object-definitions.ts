import type { Component } from '../../package/component.ts';
import type { Problem } from '../../package/component.ts';
import { apiName } from '../names.ts';
import { problem, type Rule } from '../rule.ts';

const name = 'object-definition';

const isSetting = (object: Component): boolean => object.xml?.one('customSettingsType') !== undefined;

const required = (object: Component): readonly string[] => {
  const ending = apiName(object.fullName).ending;
  if (ending === 'c' && isSetting(object)) return ['label'];
  if (ending === 'c') return ['label', 'pluralLabel', 'nameField', 'deploymentStatus', 'sharingModel'];
  if (ending === 'mdt') return ['label', 'pluralLabel'];
  if (ending === 'e') return ['label', 'pluralLabel', 'deploymentStatus', 'eventType'];
  return [];
};

/** A new custom object has what it cannot be made without. */
export const objectElements: Rule = ({ of, contents, org }) =>
  of('CustomObject').flatMap((object) => {
    const { xml } = object;
    // A second file may add to the first, and an upgrade may leave out what stays.
    const elsewhere = org.components.some(
      (one) => one !== object && one.type === 'CustomObject' && one.fullName === object.fullName,
    );
    const installed = apiName(object.fullName).namespace !== undefined;
    if (xml === undefined || elsewhere || installed || contents.components.length === 0) return [];
    return required(object)
      .filter((element) => {
        const found = xml.one(element);
        return found === undefined || (found.content === '' && found.elements.length === 0);
      })
      .map((element) => problem(name, object, `The object ${object.fullName} has no ${element}.`));
  });

const nameFieldProblems = (object: Component): readonly Problem[] => {
  const field = object.xml?.one('nameField');
  if (field === undefined) return [];
  const type = field.text('type') ?? '';
  const say = (message: string): Problem => problem('name-field', object, message, field);
  if (type !== 'Text' && type !== 'AutoNumber') {
    return [say(`The name of ${object.fullName} is of type ${type}; Text or AutoNumber it must be.`)];
  }
  const format = field.text('displayFormat');
  if (type === 'AutoNumber' && (format === undefined || !/\{0+\}/.test(format))) {
    return [say(`The automatic name of ${object.fullName} has no displayFormat with a counter, such as R-{0000}.`)];
  }
  if (type === 'Text' && format !== undefined) {
    return [say(`The name of ${object.fullName} is text and has no displayFormat.`)];
  }
  if (field.flag('trackHistory') && object.xml?.flag('enableHistory') !== true) {
    return [say(`The name of ${object.fullName} is tracked, but the object's enableHistory is not true.`)];
  }
  return (field.text('label') ?? '') === '' ? [say(`The name of ${object.fullName} has no label.`)] : [];
};

/** The name of a custom object is text, or a number with a format. */
export const nameFields: Rule = ({ of }) => of('CustomObject').flatMap(nameFieldProblems);

/** Bulk API, streaming and sharing are switched together. */
export const enterpriseSwitches: Rule = ({ of }) =>
  of('CustomObject').flatMap((object) => {
    const { xml } = object;
    if (xml === undefined) return [];
    const switches = ['enableBulkApi', 'enableSharing', 'enableStreamingApi'].flatMap((one) => xml.text(one) ?? []);
    return new Set(switches).size > 1
      ? [
          problem(
            'enterprise-switches',
            object,
            `enableBulkApi, enableSharing and enableStreamingApi of ${object.fullName} must all be true or all be false.`,
          ),
        ]
      : [];
  });

/** What belongs to an object has one to belong to. */
export const parentExists: Rule = ({ contents, org }) =>
  contents.components.flatMap((component) => {
    if (
      !/^(CustomField|ValidationRule|ListView|CompactLayout|RecordType|FieldSet|WebLink|Index|BusinessProcess)$/.test(
        component.type,
      )
    ) {
      return [];
    }
    const [object = ''] = component.fullName.split('.');
    return object !== 'Activity' && org.findObject(object).is === 'missing'
      ? [
          problem(
            'parent-exists',
            component,
            `${component.fullName} belongs to ${object}, which neither the package nor the org defines.`,
          ),
        ]
      : [];
  });
