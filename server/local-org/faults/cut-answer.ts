import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import type { HeldAnswer } from './altered-answer.ts';

/**
 * How a part of an answer ends: with the connection (`cut`), never (`stall`), with the connection and no length that
 * would tell (`close`), or amid chunks (`chunked`).
 */
export type PartEnd = 'cut' | 'stall' | 'close' | 'chunked';

/** The answer as a client gets it that takes gzip; as it is for others. */
export const packedAnswer = (response: ServerResponse, held: HeldAnswer): HeldAnswer => {
  if (response.req.headers['accept-encoding']?.includes('gzip') !== true) return held;
  return { ...held, headers: new Map([...held.headers, ['content-encoding', 'gzip']]), body: gzipSync(held.body) };
};

const lengthHeaders = (end: PartEnd, length: number): readonly string[] => {
  if (end === 'close') return ['connection: close'];
  return [end === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${length}`];
};

/** Sends the first bytes of an answer, past everything that would make it whole. */
export const sendPart = (response: ServerResponse, held: HeldAnswer, bytes: number, end: PartEnd): void => {
  const { socket } = response;
  if (socket === null) return;
  const own = new Set(['content-length', 'transfer-encoding', 'connection']);
  const lines = [...held.headers].filter(([name]) => !own.has(name)).map(([name, value]) => `${name}: ${value}`);
  const head = [...lines, ...lengthHeaders(end, held.body.length)];
  socket.write(`HTTP/1.1 ${held.status} \r\n${head.join('\r\n')}\r\n\r\n`);
  const part = held.body.subarray(0, bytes);
  if (end === 'chunked') socket.write(`${part.length.toString(16)}\r\n`);
  socket.write(part, () => {
    if (end === 'close') socket.end();
    else if (end !== 'stall') socket.destroy();
  });
};
