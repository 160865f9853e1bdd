import { describe, expect, it } from 'vitest';
import { compileFormula, type FormulaContext, FormulaError } from '../../../local-org/formula/index.ts';
import { context } from './workshop.ts';

const refusal = (text: string, more: Partial<FormulaContext> = {}): string | undefined => {
  try {
    compileFormula(text, context(more));
    return undefined;
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
};

const number = { type: 'double', scale: 0 } as const;

describe('checkFormula', () => {
  // Source of the messages: labels.xml of github.com/salesforce/formula-engine.
  it.each([
    ['AND("a", TRUE)', "Incorrect parameter type for function 'AND()'. Expected Boolean, received Text"],
    ['Locked__c && Amount__c', "Incorrect parameter type for function 'AND()'. Expected Boolean, received Number"],
    ['IF(Amount__c, 1, 2)', "Incorrect parameter type for function 'IF()'. Expected Boolean, received Number"],
    ['IF(Locked__c, 1, "a")', "Incorrect parameter type for function 'IF()'. Expected Number, received Text"],
    ['IF(Locked__c)', "Incorrect number of parameters for function 'IF()'. Expected 3, received 1"],
    ['TODAY(1)', "Incorrect number of parameters for function 'TODAY()'. Expected 0, received 1"],
    ['CASE(Amount__c, 1, "a")', "Incorrect number of parameters for function 'CASE()'. Expected 4, received 3"],
    ['Name + 1', "Incorrect parameter type for operator '+'. Expected Text, received Number"],
    ['Name & 1', "Incorrect parameter type for operator '&'. Expected Text, received Number"],
    ['Name - "a"', "Incorrect parameter type for operator '-'. Expected Number, Date, DateTime, received Text"],
    ['Due_Date__c + Due_Date__c', "Incorrect parameter type for operator '+'. Expected Number, received Date"],
    ['Due_Date__c < NOW()', "Incorrect parameter type for operator '<'. Expected Date, received DateTime"],
    ['Amount__c = Name', "Incorrect parameter type for operator '='. Expected Number, received Text"],
    [
      'TEXT(Name)',
      "Incorrect parameter type for function 'TEXT()'. Expected Number, Date, DateTime, Picklist, received Text",
    ],
    ['ISBLANK(Locked__c)', "Incorrect argument type for function 'ISBLANK()'."],
    ['ISPICKVAL(Name, "a")', "Incorrect parameter type for function 'ISPICKVAL()'. Expected Picklist, received Text"],
    [
      'ISPICKVAL(Status__c, Name)',
      "Incorrect parameter type for function 'ISPICKVAL()'. Expected Text Literal, received Text",
    ],
    [
      'Status__c = "Open"',
      'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.',
    ],
    ['Status__c', 'Field Status__c is a picklist field. Picklist fields are only supported in certain functions.'],
    ['YEAR(NOW())', "Incorrect parameter type for function 'YEAR()'. Expected Date, received DateTime"],
    ['Nothing__c', 'Field Nothing__c does not exist. Check spelling.'],
    ['Plan__r.Nothing__c', 'Field Plan__r.Nothing__c does not exist. Check spelling.'],
    ['Plan__c.Name', 'Field Plan__c.Name does not exist. Check spelling.'],
    ['$User.Nothing', 'Field $User.Nothing does not exist. Check spelling.'],
    ['$Nothing.Id', 'Field $Nothing.Id does not exist. Check spelling.'],
    ['Billing__c', 'You referenced an unsupported field type called "Address" using the following field: Billing__c'],
    [
      'Outcome__c',
      'You referenced an unsupported field type called "Long Text Area" using the following field: Outcome__c',
    ],
    ['ISNEW()', 'Function ISNEW may not be used in this type of formula'],
  ])('refuses %s', (formula, message) => {
    expect(refusal(formula)).toBe(message);
  });

  it('refuses a result that its field cannot take', () => {
    expect(refusal('Name', { returns: number })).toBe(
      'Formula result is data type (Text), incompatible with expected data type (Number).',
    );
    expect(refusal('Amount__c', { use: 'validation' })).toBe(
      'Formula result is data type (Number), incompatible with expected data type (Boolean).',
    );
  });

  it('takes functions about the change, and long text, in validation rules', () => {
    expect(refusal('AND(ISCHANGED(Status__c), LEN(Outcome__c) = 0)', { use: 'validation' })).toBeUndefined();
    expect(refusal('ISCHANGED(Plan__r.Status__c)', { use: 'validation' })).toBe(
      'The ISCHANGED function cannot reference the Plan__r.Status__c field.',
    );
  });

  it('knows no record in default values', () => {
    expect(refusal('TODAY() + 7', { use: 'default', returns: { type: 'date', scale: 0 } })).toBeUndefined();
    expect(refusal('Name', { use: 'default' })).toBe('Field Name may not be used in this type of formula');
  });

  it('refuses a custom permission that the org does not have', () => {
    const customPermissions = new Set(['Takt_Run_Publish']);
    expect(refusal('$Permission.Takt_Run_Publish', { customPermissions })).toBeUndefined();
    expect(refusal('$Permission.Takt_Run', { customPermissions })).toBe(
      'Field $Permission.Takt_Run does not exist. Check spelling.',
    );
  });

  it('finds fields over parents without regard to case, and names them as the schema does', () => {
    const formula = compileFormula('plan__R.owner.NAME & owner:user.name', context());
    expect(formula.fields.map(({ path }) => path.join('.'))).toEqual(['Plan__r.Owner.Name', 'Owner.Name']);
    expect(refusal('$setup.limits__c.rows__c + 1')).toBeUndefined();
  });

  it('tells at which character the trouble is', () => {
    expect(() => compileFormula('IF(Locked__c, Amount__c, Name)', context())).toThrow(
      expect.objectContaining({ kind: 'meaning', position: 25 }),
    );
  });

  it('says which fields a formula needs, and whether the moment changes it', () => {
    const formula = compileFormula(
      'Due_Date__c < TODAY() && plan__r.target__c > 0 && Due_Date__c > DATE(2026, 1, 1)',
      context(),
    );
    expect(formula.fields.map(({ path }) => path.join('.'))).toEqual(['Due_Date__c', 'Plan__r.Target__c']);
    expect(formula.momentary).toBe(true);
    expect(compileFormula('Amount__c * 2', context()).momentary).toBe(false);
  });
});
