export { MOST_ROWS, proposeDelimiter, readCsv } from './read';
export type { CsvReading, Delimiter } from './read';
export { decode, MOST_BYTES } from './text';
export type { Decoded } from './text';
export { csvCell, writeCsv } from './write';
