import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { ApiError } from '../errors.ts';
import { malformedQuery, unsupported } from './soql-error.ts';

/** The parser drops an OFFSET that follows WHERE without ORDER BY or LIMIT: it is cut off and put back. */
const bareOffset = /\sOFFSET\s+(\d+)\s*$/i;

/** The parser loses one of three NOTs that follow each other directly: refused, rather than answered wrongly. */
const threeNots = /\bNOT[\s(]+NOT[\s(]+NOT\b/i;
const withoutTexts = (text: string): string => text.replace(/'(?:[^'\\]|\\.)*'/gs, "''");

const unexpected = (error: unknown): ApiError => {
  const message = error instanceof Error ? error.message : String(error);
  const found = /but found:? (?:--> )?'([^']*)'/.exec(message)?.[1];
  if (found === undefined) return malformedQuery(`unexpected token: ${message.split('\n')[0] ?? ''}`);
  return malformedQuery(`unexpected token: '${found === '' ? '<EOF>' : found}'`);
};

/**
 * SOQL → syntax tree; it says nothing about types or names.
 * @throws ApiError MALFORMED_QUERY
 */
export const parseSoql = (text: string): Query => {
  if (text.trim() === '') throw malformedQuery('SOQL statements cannot be empty or null');
  if (text.length > 100_000)
    throw new ApiError(400, 'QUERY_TOO_COMPLICATED', 'SOQL statements cannot be longer than 100000 characters.');
  if (threeNots.test(withoutTexts(text))) throw unsupported('NOT (NOT (NOT …))');
  const offset = bareOffset.exec(text);
  try {
    if (offset === null || /\b(LIMIT|ORDER\s+BY)\b/i.test(text)) return parseQuery(text);
    return { ...parseQuery(text.slice(0, offset.index)), offset: Number(offset[1]) };
  } catch (error) {
    throw unexpected(error);
  }
};
