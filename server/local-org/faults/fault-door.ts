import type { RequestHandler, Response } from 'express';
import { bearerToken } from '../auth/authenticate.ts';
import { sessionsOf } from '../auth/sessions.ts';
import type { LocalOrg } from '../local-org.ts';
import { enter } from '../rest/usage.ts';
import { holdAnswer, type HeldAnswer } from './altered-answer.ts';
import { packedAnswer, sendPart } from './cut-answer.ts';
import { expireLocators } from './expire-locators.ts';
import type { FaultAction } from './fault.ts';
import type { BookedFault, FaultBook } from './fault-book.ts';

type Next = () => void;

/** Before anything is carried out. @returns true where the request goes no further */
const before = (action: FaultAction, response: Response): boolean => {
  if (action.kind === 'cut' && action.when === 'before') {
    response.socket?.destroy();
    return true;
  }
  if (action.kind === 'stall' && action.afterBytes === undefined) return true;
  if (action.kind !== 'answer') return false;
  const { status, headers, body, errorCode, message } = action;
  response.status(status).set(headers);
  if (body !== undefined) response.send(body);
  else response.json([{ message, errorCode: errorCode ?? 'UNKNOWN_EXCEPTION' }]);
  return true;
};

const altered = (held: HeldAnswer, action: Extract<FaultAction, { kind: 'alter' }>): HeldAnswer => {
  const headers = new Map(held.headers);
  for (const [name, value] of Object.entries(action.headers)) {
    if (value === null) headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), value);
  }
  const text = action.replace.reduce(
    (body, { pattern, by }) => body.replace(new RegExp(pattern, 'g'), by),
    held.body.toString('latin1'),
  );
  return { status: held.status, headers, body: Buffer.from(text, 'latin1') };
};

/** Meets requests with the faults of the book, before any other room sees them. */
export const faultDoor = (org: LocalOrg, book: FaultBook): RequestHandler => {
  const lastAnswers = new Map<number, HeldAnswer>();

  /** What becomes of an answer that is whole. */
  const after = (
    faults: readonly BookedFault[],
    response: Response,
    held: HeldAnswer,
    send: (held: HeldAnswer) => void,
  ) => {
    let answer = held;
    for (const { action, id } of faults) {
      if (action.kind === 'cut') {
        response.socket?.destroy();
        return;
      }
      if (action.kind === 'stall') {
        sendPart(response, answer, action.afterBytes ?? 0, 'stall');
        return;
      }
      if (action.kind === 'truncate') {
        if (action.packed) answer = packedAnswer(response, answer);
        if (action.end !== 'whole') {
          sendPart(response, answer, action.bytes, action.end);
          return;
        }
        answer = { ...answer, body: answer.body.subarray(0, action.bytes) };
      }
      if (action.kind === 'alter') answer = altered(answer, action);
      if (action.kind === 'repeat') {
        const last = lastAnswers.get(id);
        lastAnswers.set(id, answer);
        answer = last ?? answer;
      }
    }
    send(answer);
  };

  return (request, response, next) => {
    const { faults, record } = book.meet(request.method, request.originalUrl);
    response.once('finish', () => {
      record.status = response.statusCode;
    });
    const goOn: Next = () => {
      if (faults.some(({ action }) => action.kind === 'expire')) {
        const token = bearerToken(request.headers.authorization);
        if (token !== undefined) sessionsOf(org).revoke(token);
        if (faults.some(({ action }) => action.kind === 'expire' && action.locators)) expireLocators(org);
      }
      if (faults.some(({ action }) => before(action, response))) return;
      const later = faults.filter(({ action }) =>
        ['cut', 'stall', 'truncate', 'alter', 'repeat'].includes(action.kind),
      );
      if (later.length > 0) {
        holdAnswer(response, (held, send) => {
          after(later, response, held, send);
        });
      }
      next();
    };
    if (request.path.startsWith('/services/data') && !enter(org, response)) return;
    const ms = faults.reduce((sum, { action }) => sum + (action.kind === 'delay' ? action.ms : 0), 0);
    if (ms === 0) goOn();
    else setTimeout(goOn, ms).unref();
  };
};
