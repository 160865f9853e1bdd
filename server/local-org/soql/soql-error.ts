import { ApiError } from '../errors.ts';

/** `\n<the query's words>\n   ^\nERROR at Row:1:Column:8\n`, as Salesforce points at a word of the query. */
const pointer = (query: string, word: string): string => {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const match = new RegExp(`(?<![\\w.])${escaped}(?![\\w])`, 'i').exec(query) ?? new RegExp(escaped, 'i').exec(query);
  const position = match?.index ?? 0;
  const before = query.slice(0, position);
  const row = before.split('\n').length;
  const lineStart = before.lastIndexOf('\n') + 1;
  const from = Math.max(lineStart, position - 30);
  const [line = ''] = query.slice(from, position + word.length + 20).split('\n');
  return `\n${line}\n${' '.repeat(position - from)}^\nERROR at Row:${row}:Column:${position - lineStart + 1}\n`;
};

export const malformedQuery = (message: string): ApiError => new ApiError(400, 'MALFORMED_QUERY', message);

/** A query that Salesforce would answer and this org cannot yet: said, never guessed. */
export const unsupported = (what: string): ApiError =>
  new ApiError(400, 'MALFORMED_QUERY', `${what} is not supported by the local org`);

export const noSuchColumn = (query: string, word: string, columnName: string, entity: string): ApiError =>
  new ApiError(
    400,
    'INVALID_FIELD',
    `${pointer(query, word)}No such column '${columnName}' on entity '${entity}'. If you are attempting to use a custom ` +
      "field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call " +
      'for the appropriate names.',
  );

export const noSuchRelationship = (query: string, word: string, relationship: string): ApiError =>
  new ApiError(
    400,
    'INVALID_FIELD',
    `${pointer(query, word)}Didn't understand relationship '${relationship}' in field path. If you are attempting to use ` +
      "a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your " +
      'WSDL or the describe call for the appropriate names.',
  );

export const noSuchChildRelationship = (query: string, relationship: string): ApiError =>
  new ApiError(
    400,
    'INVALID_TYPE',
    `${pointer(query, relationship)}Didn't understand relationship '${relationship}' in FROM part of query call. If you ` +
      "are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. " +
      'Please reference your WSDL or the describe call for the appropriate names.',
  );

export const noSuchType = (query: string, name: string): ApiError =>
  new ApiError(
    400,
    'INVALID_TYPE',
    `${pointer(query, name)}sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure ` +
      "to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate " +
      'names.',
  );

export const invalidField = (query: string, word: string, message: string): ApiError =>
  new ApiError(400, 'INVALID_FIELD', `${pointer(query, word)}${message}`);

export const invalidFilter = (query: string, word: string, message: string): ApiError =>
  new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `${pointer(query, word)}${message}`);
