import type { FieldValue } from '../org.ts';
import { storageOf, type SqlValue } from '../store/columns.ts';
import { bulkDateTime } from '../store/date-times.ts';
import { fromScaled, javaDouble } from '../store/decimals.ts';
import type { OutputItem, OutputPlan, SqlRow, ValueItem } from '../soql/output.ts';

const delimiters: Readonly<Record<string, string>> = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
};
const lineEndings: Readonly<Record<string, string>> = { LF: '\n', CRLF: '\r\n' };

/** How a job wants its lines. */
export interface CsvForm {
  readonly delimiter: string;
  readonly lineEnding: string;
}

/** The form that a job's names stand for, or undefined when it has no such form. */
export const csvForm = (columnDelimiter: string, lineEnding: string): CsvForm | undefined => {
  const delimiter = delimiters[columnDelimiter];
  const ending = lineEndings[lineEnding];
  return delimiter === undefined || ending === undefined ? undefined : { delimiter, lineEnding: ending };
};

interface Column {
  readonly name: string;
  readonly index: number;
  readonly text: (value: SqlValue) => string;
}

const quote = (text: string): string => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`);

/** A value as the Bulk API prints it: everything in quotes, doubles as `100.0`, no value as `""`. */
const printer = ({ field, decode }: ValueItem): ((value: SqlValue) => string) => {
  switch (storageOf(field)) {
    case 'scaled':
      return (value) =>
        typeof value === 'number' || typeof value === 'bigint'
          ? `"${javaDouble(fromScaled(value, field.scale))}"`
          : '""';
    case 'instant':
      return (value) => (typeof value === 'number' ? `"${bulkDateTime(value)}"` : '""');
    case 'flag':
      return (value) => (value === 1 ? '"true"' : '"false"');
    case 'whole':
    case 'day':
    case 'text':
      return (value) => {
        const shown: FieldValue = decode(value);
        return shown === null ? '""' : quote(String(shown));
      };
  }
};

const columnsOf = (items: readonly OutputItem[], prefix: string, idColumn?: number): readonly Column[] =>
  items.flatMap((item): readonly Column[] => {
    if (item.kind === 'parent') return columnsOf(item.items, `${prefix}${item.name}.`, item.idColumn);
    if (item.kind === 'children') return [];
    const print = printer(item);
    // A checkbox of a parent that is not there is empty, not false.
    const text = idColumn === undefined ? print : (value: SqlValue) => (value === null ? '""' : print(value));
    return [{ name: `${prefix}${item.name}`, index: item.column, text }];
  });

export interface CsvWriter {
  readonly header: string;
  line(row: SqlRow): string;
}

/** Writes the rows of a query as lines. */
export const csvWriter = (plan: OutputPlan, form: CsvForm): CsvWriter => {
  const columns = columnsOf(plan.items, '');
  return {
    header: columns.map(({ name }) => quote(name)).join(form.delimiter) + form.lineEnding,
    line: (row) => {
      let line = '';
      for (const [position, { index, text }] of columns.entries()) {
        if (position > 0) line += form.delimiter;
        line += text(row[index] ?? null);
      }
      return line + form.lineEnding;
    },
  };
};
