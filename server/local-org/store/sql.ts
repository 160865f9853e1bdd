import type { SqlValue } from './columns.ts';

/** A piece of SQL with its parameters in order; pieces nest. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly SqlValue[];
}

const isSql = (part: Sql | SqlValue): part is Sql => typeof part === 'object' && part !== null;

/** Values become parameters, pieces are put in where they stand. */
export const sql = (strings: TemplateStringsArray, ...parts: readonly (Sql | SqlValue)[]): Sql => {
  let text = strings[0] ?? '';
  const parameters: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isSql(part)) {
      text += part.text;
      parameters.push(...part.parameters);
    } else {
      text += '?';
      parameters.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return { text, parameters };
};

/** SQL that the org itself wrote: names from the schema, never a person's words. */
export const raw = (text: string): Sql => ({ text, parameters: [] });

/** The pieces with a separator between them; an empty list gives `whenEmpty`. */
export const join = (pieces: readonly Sql[], separator: string, whenEmpty = ''): Sql =>
  pieces.length === 0
    ? raw(whenEmpty)
    : {
        text: pieces.map((piece) => piece.text).join(separator),
        parameters: pieces.flatMap((piece) => piece.parameters),
      };

export const anyOf = (pieces: readonly Sql[]): Sql => sql`(${join(pieces, ' OR ', '0')})`;
export const allOf = (pieces: readonly Sql[]): Sql => sql`(${join(pieces, ' AND ', '1')})`;
