import { ApiError } from '../../errors.ts';
import type { ApiResponse } from '../api-request.ts';

/** Levels of nesting in a part's body. */
const deepest = 100;

const unresolved = (path: string, reference: string): ApiError =>
  new ApiError(
    400,
    'PROCESSING_HALTED',
    `Invalid reference specified. No value for ${path} found in ${reference}. Provided referenceId ('${path}') must ` +
      "start with a letter or a number, and it can contain only letters, numbers and underscores ('_').",
  );

interface Answer {
  readonly body: unknown;
  /** Of a record read by its id: its empty fields may be spoken of. */
  readonly isRecord: boolean;
}

const stepInto = (value: unknown, step: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;

/** What the parts of a composite request answered so far, for later parts to speak of as `@{name.records[0].Id}`. */
export class References {
  readonly #answers = new Map<string, Answer>();
  readonly #version: number;

  /** @param version of the composite request itself: before 52 nobody may speak of an empty field */
  constructor(version: number) {
    this.#version = version;
  }

  /** A part that failed has no answer to speak of. */
  add(name: string, method: string, url: string, { status, body }: ApiResponse): void {
    if (status >= 300) return;
    const isRecord = method === 'GET' && this.#version >= 52 && /\/sobjects\/[^/?]+\/[^/?]+(\?|$)/.test(url);
    this.#answers.set(name, { body, isRecord });
  }

  #lookUp(path: string): unknown {
    const [reference = '', ...steps] = path.split(/[.[\]]+/).filter((step) => step !== '');
    const answer = this.#answers.get(reference);
    const value = steps.reduce(stepInto, answer?.body);
    if (value === undefined || (value === null && answer?.isRecord !== true)) throw unresolved(path, reference);
    return value;
  }

  /** A value with answers put in where it speaks of them. @throws ApiError PROCESSING_HALTED, JSON_PARSER_ERROR */
  resolve(value: unknown, depth = 0): unknown {
    if (depth > deepest) throw new ApiError(400, 'JSON_PARSER_ERROR', 'The request is nested too deeply');
    if (typeof value === 'string') {
      const whole = /^@\{([^}]+)\}$/.exec(value);
      if (whole !== null) return this.#lookUp(whole[1] ?? '');
      return value.replace(/@\{([^}]+)\}/g, (_match, path: string) => String(this.#lookUp(path)));
    }
    if (Array.isArray(value)) return value.map((one: unknown) => this.resolve(one, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.resolve(one, depth + 1)]));
  }
}
