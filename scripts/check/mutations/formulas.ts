import { cut, fault, swap, type FaultKind } from './fault.ts';
import { field, rule } from './places.ts';

const OVERDUE = field('meeting', 'Takt_Action__c', 'Is_Overdue__c');
const DAYS = field('forecasting', 'Takt_Deal_Insight__c', 'Days_In_Stage__c');
const DONE = rule('meeting', 'Takt_Action__c', 'Done_Needs_An_Outcome');
const OWNER = rule('meeting', 'Takt_Action__c', 'Owner_Is_The_Assignee');
const AMOUNT = rule('forecasting', 'Takt_Forecast_Call__c', 'Call_Needs_An_Amount');
const CURRENCY = rule('forecasting', 'Takt_Forecast_Call__c', 'Currency_Is_That_Of_The_Forecast');
const PERMISSION = rule('forecasting', 'Takt_Forecast_Call__c', 'Higher_Layer_Needs_Permission');

export const formulas: FaultKind = {
  kind: 'formulas and validation rules',
  faults: [
    fault('parenthesis missing', 'Forgets the last parenthesis.', swap(OVERDUE, 'TODAY()\n)', 'TODAY()\n')),
    fault('parenthesis too many', 'Closes once too often.', swap(OVERDUE, 'TODAY()\n)', 'TODAY()\n))')),
    fault('quote open', 'Forgets to close a text.', swap(OVERDUE, '&quot;Done&quot;', '&quot;Done')),
    fault(
      'comma missing',
      'Forgets a comma between two arguments.',
      swap(OVERDUE, 'Status__c, &quot;Done', 'Status__c &quot;Done'),
    ),
    fault(
      'operator of another language',
      'Writes a question mark as in JavaScript.',
      swap(DAYS, 'TODAY() - Stage_Entered_On__c', 'TODAY() ? Stage_Entered_On__c : 0'),
    ),
    fault('function unknown', 'Calls a function that is not there.', swap(DAYS, 'TODAY()', 'CURRENT_DAY()')),
    fault('function takes no argument', 'Gives TODAY an argument.', swap(DAYS, 'TODAY()', 'TODAY(1)')),
    fault(
      'function lacks an argument',
      'Gives ISPICKVAL one argument.',
      swap(OVERDUE, 'ISPICKVAL(Status__c, &quot;Done&quot;)', 'ISPICKVAL(Status__c)'),
    ),
    fault(
      'case without else',
      'Forgets the last argument of CASE.',
      swap(DAYS, 'TODAY() - Stage_Entered_On__c', 'CASE(Pushes__c, 1, 10, 2, 20)'),
    ),
    fault(
      'formula of an unknown field',
      'Names a field that is not there.',
      swap(DAYS, 'Stage_Entered_On__c', 'Stage_Entered__c'),
    ),
    fault(
      'unknown field of the parent',
      'Names a field that the looked-up object does not have.',
      swap(CURRENCY, 'Forecast__r.Currency__c', 'Forecast__r.Money__c'),
    ),
    fault(
      'unknown relationship',
      'Goes over a relationship that is not there.',
      swap(CURRENCY, 'Forecast__r.', 'Prediction__r.'),
    ),
    fault(
      'field in place of relationship',
      'Writes __c where a relationship is gone over.',
      swap(CURRENCY, 'Forecast__r.', 'Forecast__c.'),
    ),
    fault(
      'picklist as text',
      'Compares a picklist with a text.',
      swap(OVERDUE, 'ISPICKVAL(Status__c, &quot;Done&quot;)', 'Status__c = &quot;Done&quot;'),
    ),
    fault(
      'text as picklist',
      'Asks a text field for its picklist value.',
      swap(AMOUNT, 'ISPICKVAL(Kind__c, &quot;Call&quot;)', 'ISPICKVAL(Currency__c, &quot;Call&quot;)'),
    ),
    fault(
      'picklist value unknown',
      'Asks for a value that the picklist does not have.',
      swap(OVERDUE, '&quot;Done&quot;', '&quot;Finished&quot;'),
    ),
    fault('date and text', 'Takes a text from a date.', swap(DAYS, 'Stage_Entered_On__c', '&quot;2026-01-01&quot;')),
    fault('date and time', 'Compares a date with a date and time.', swap(OVERDUE, 'TODAY()', 'NOW()')),
    fault(
      'formula of a wrong type',
      'Returns a date where a number is wanted.',
      swap(DAYS, 'TODAY() - Stage_Entered_On__c', 'Stage_Entered_On__c'),
    ),
    fault(
      'branches of two types',
      'Returns a number or a text.',
      swap(DAYS, 'TODAY() - Stage_Entered_On__c', 'IF(ISBLANK(Stage_Entered_On__c), &quot;none&quot;, 1)'),
    ),
    fault('and of a number', 'Gives AND a number.', swap(OVERDUE, 'Due_Date__c &lt; TODAY()', 'TODAY() - Due_Date__c')),
    fault(
      'long text in a formula field',
      'Reads a long text in a formula field.',
      swap(OVERDUE, 'Due_Date__c &lt; TODAY()', 'ISBLANK(Outcome__c)'),
    ),
    fault(
      'change in a formula field',
      'Asks in a formula field what only a rule can ask.',
      swap(OVERDUE, 'Due_Date__c &lt; TODAY()', 'ISCHANGED(Due_Date__c)'),
    ),
    fault(
      'formula of itself',
      'Lets a formula name itself.',
      swap(DAYS, 'TODAY() - Stage_Entered_On__c', 'Days_In_Stage__c + 1'),
    ),
    fault(
      'permission unknown',
      'Asks for a custom permission that is not there.',
      swap(PERMISSION, '$Permission.Takt_Call_For_Others', '$Permission.Takt_Call_For_All'),
    ),
    fault(
      'field of the user unknown',
      'Names a field that users do not have.',
      swap(OWNER, 'Assignee__c &lt;&gt; OwnerId', 'Assignee__c &lt;&gt; $User.Identity'),
    ),
    fault(
      'global unknown',
      'Names a global that is not there.',
      swap(OWNER, 'Assignee__c &lt;&gt; OwnerId', 'Assignee__c &lt;&gt; $Person.Id'),
    ),
    fault(
      'formula empty',
      'Leaves the formula of a rule empty.',
      swap(
        DONE,
        /<errorConditionFormula>[\s\S]*<\/errorConditionFormula>/,
        '<errorConditionFormula></errorConditionFormula>',
      ),
    ),
    fault('blanks misspelt', 'Writes BlankAsNull.', swap(DAYS, 'BlankAsBlank', 'BlankAsNull')),
    fault('rule without message', 'Leaves out the message.', cut(DONE, /\s*<errorMessage>.*<\/errorMessage>/)),
    fault(
      'message too long',
      'Writes a message of 280 characters.',
      swap(DONE, 'Say what came of it before you set the action to Done.', 'Say what came of it. '.repeat(14)),
    ),
    fault(
      'message at an unknown field',
      'Shows the message at a field that is not there.',
      swap(DONE, '<errorDisplayField>Outcome__c', '<errorDisplayField>Result__c'),
    ),
    fault(
      'rule that is a number',
      'Returns a number where yes or no is wanted.',
      swap(
        AMOUNT,
        /<errorConditionFormula>[\s\S]*<\/errorConditionFormula>/,
        '<errorConditionFormula>Amount__c * 2</errorConditionFormula>',
      ),
    ),
    fault('rule without active', 'Leaves out whether the rule is active.', cut(DONE, '<active>true</active>')),
    fault(
      'rule name in words',
      'Writes the name of a rule in words.',
      swap(DONE, '<fullName>Done_Needs_An_Outcome<', '<fullName>Done Needs An Outcome<'),
    ),
  ],
};
