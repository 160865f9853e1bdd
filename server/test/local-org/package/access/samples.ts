import type { Id, RecordInput } from '../../../../local-org/org.ts';
import { today } from '../../support/company.ts';

/** For whom a row is made. */
export interface Surroundings {
  readonly persona: string;
  readonly owner: Id;
  /** Some other person. */
  readonly other: Id;
  /** A row of the owner's, made when it is first asked for. */
  readonly first: (objectName: string) => Id;
}

type Sample = (around: Surroundings) => RecordInput;

/** What validation rules want beyond the fields that every record must have. */
const samples: Readonly<Record<string, Sample>> = {
  Takt_Action__c: ({ persona, first }) =>
    persona === 'contributor' ? { Decision__c: first('Takt_Decision__c') } : { Opportunity__c: first('Opportunity') },
  Takt_Comp_Assignment__c: ({ other }) => ({ Person__c: other }),
  Takt_Comp_Tier__c: () => ({ Commission_Rate__c: 1 }),
  Takt_Data_Issue__c: () => ({ Waived__c: true, Waiver_Reason__c: 'Known' }),
  Takt_Decision__c: () => ({ Option_A__c: 'Wait' }),
  Takt_Demand_Input__c: () => ({ Quantity__c: 1, Month__c: '2026-12-01', Reason__c: 'A campaign' }),
  Takt_Earning__c: ({ other }) => ({ Person__c: other }),
  Takt_Earning_Line__c: ({ persona, first }) =>
    persona === 'compensation'
      ? { Kind__c: 'Adjustment', Adjustment_Kind__c: 'Correction', Reason__c: 'Counted twice' }
      : { Run__c: first('Takt_Run__c') },
  Takt_Forecast__c: ({ owner }) => ({ Person__c: owner, Currency__c: 'USD' }),
  Takt_Forecast_Call__c: () => ({ Amount__c: 1, Currency__c: 'USD' }),
  Takt_Kpi_Target__c: ({ owner }) => ({ Scope_Type__c: 'Person', Person__c: owner }),
  Takt_Kpi_Value__c: () => ({ Value__c: 1 }),
  Takt_Period__c: () => ({ Type__c: 'Month' }),
  Takt_Plan__c: () => ({ Fiscal_Year__c: '2026' }),
  Takt_Product__c: () => ({ Safety_Stock_Method__c: 'None' }),
  Takt_Product_Plan__c: () => ({ First_Month__c: '2026-11-01' }),
  Takt_Quota__c: ({ owner }) => ({ Person__c: owner, Currency__c: 'USD' }),
  Takt_Quota_Proposal__c: () => ({ Total__c: 1, Currency__c: 'USD' }),
  Takt_Ramp__c: () => ({ Month_1__c: 1 }),
  Takt_Scope__c: ({ owner }) => ({ Type__c: 'Person', Person__c: owner }),
  Takt_Seat__c: ({ owner }) => ({ Person__c: owner }),
  Takt_Signal__c: ({ first }) => ({
    Headline__c: 'Down',
    Kind__c: 'Drop',
    Severity__c: 'High',
    Scope__c: first('Takt_Scope__c'),
    Scope_Type__c: 'Person',
    Period__c: first('Takt_Period__c'),
    Found_On__c: today,
  }),
  Takt_Territory_Account__c: ({ first }) => ({ Account__c: first('Account') }),
};

export const sampleOf = (objectName: string, around: Surroundings): RecordInput => samples[objectName]?.(around) ?? {};

/** Which field an edit changes, where the first that may be changed hangs on others. */
export const editedFirst: readonly string[] = ['Response_Note__c', 'Waiver_Reason__c', 'Amount__c', 'Note__c'];
