import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { z } from 'zod';
import { ApiError } from '../errors.ts';
import { largestZip, type RequestedOptions } from './deploy-jobs.ts';

/** What a client sends to the REST door: the archive, and how to take it in. */
export interface DeployForm {
  readonly zip: Uint8Array;
  readonly options: RequestedOptions;
}

const flag = (otherwise: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((given) => given ?? otherwise);
const deployBody = z.object({
  deployOptions: z
    .object({
      checkOnly: flag(false),
      ignoreWarnings: flag(false),
      rollbackOnError: flag(true),
      singlePackage: flag(false),
      testLevel: z.string().nullish(),
    })
    .prefault({}),
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : 'unreadable');
  }
};

const readOptions = (text: string): RequestedOptions => {
  const parsed = deployBody.safeParse(parseJson(text));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new ApiError(400, 'JSON_PARSER_ERROR', wrong);
  }
  const { testLevel, ...options } = parsed.data.deployOptions;
  return { ...options, testLevel: testLevel ?? undefined };
};

const badForm = (message: string): ApiError => new ApiError(400, 'INVALID_MULTIPART_REQUEST', message);
const tooLarge = (): ApiError =>
  new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', `The archive is larger than ${largestZip} bytes`);

/** Options as JSON are small; more is a mistake. */
const largestOptions = 100_000;

interface Parts {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly fields: ReadonlyMap<string, string>;
}

const readParts = async (request: Request, type: string): Promise<Parts> => {
  const files = new Map<string, Uint8Array>();
  const fields = new Map<string, string>();
  let broken: ApiError | undefined;
  const parser = new Busboy({
    headers: { ...request.headers, 'content-type': type },
    limits: { fileSize: largestZip, files: 1, fields: 5, fieldSize: largestOptions },
    isPartAFile: (name) => name === 'file',
  });
  parser.on('file', (name, stream) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      if (stream.truncated) broken = tooLarge();
      files.set(name, Buffer.concat(chunks));
    });
  });
  parser.on('field', (name, value, _nameTruncated, valueTruncated) => {
    if (valueTruncated) broken = badForm(`The part "${name}" is larger than ${largestOptions} bytes`);
    fields.set(name, value);
  });
  const gzipped = request.get('content-encoding')?.toLowerCase() === 'gzip';
  await (gzipped ? pipeline(request, createGunzip(), parser) : pipeline(request, parser));
  if (broken !== undefined) throw broken;
  return { files, fields };
};

/** The two parts of a deploy, `file` and `entity_content`; nothing larger than an archive is read. @throws ApiError */
export const readDeployForm = async (request: Request): Promise<DeployForm> => {
  const type = request.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'A deploy is sent as multipart/form-data');
  }
  let parts: Parts;
  try {
    parts = await readParts(request, type);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw badForm(error instanceof Error ? error.message : 'The form cannot be read');
  }
  const zip = parts.files.get('file');
  const content = parts.fields.get('entity_content');
  if (zip === undefined) throw badForm('The part "file" with the zip archive is missing');
  if (content === undefined) throw badForm('The part "entity_content" with the deploy options is missing');
  return { zip, options: readOptions(content) };
};
