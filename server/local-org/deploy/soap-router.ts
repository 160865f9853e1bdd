import express, { Router, type ErrorRequestHandler, type Response } from 'express';
import { actorOfToken } from '../auth/authenticate.ts';
import { ApiError } from '../errors.ts';
import type { LocalOrg } from '../local-org.ts';
import type { Actor } from '../org.ts';
import { newestVersion, oldestVersion } from '../rest/resources/versions.ts';
import type { DeployJobs } from './deploy-jobs.ts';
import { readEnvelope, SoapFault, writeAnswer, writeFault, type SoapCall } from './soap-envelope.ts';
import { metadataOperations } from './soap-operations.ts';

const namespaces: Readonly<Record<string, string>> = {
  m: 'http://soap.sforce.com/2006/04/metadata',
  u: 'urn:partner.soap.sforce.com',
  c: 'urn:enterprise.soap.sforce.com',
};

/** An archive of the largest size in base64, and the envelope around it. */
const largestMessage = '55mb';

const actorOfCall = (org: LocalOrg, call: SoapCall): Actor => {
  try {
    return actorOfToken(org, call.token);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new SoapFault('sf:INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  }
};

const noOperation = (namespace: string, operation: string): SoapFault =>
  new SoapFault(
    'soapenv:Client',
    `No operation available for request {${namespace}}${operation}, please check the WSDL for the service.`,
  );

/** The password login is gone with version 65, and off in new orgs before. */
const noLogin = new SoapFault(
  'sf:INVALID_OPERATION',
  'SOAP API login() is disabled by default in this org. Contact the org administrator to enable SOAP API login().',
);

const demandVersion = (version: number): void => {
  if (version >= oldestVersion && version <= newestVersion) return;
  throw new SoapFault('sf:UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL');
};

/** @returns the answer's envelope. @throws SoapFault, ApiError */
const carryOut = (org: LocalOrg, jobs: DeployJobs, door: string, version: number, text: string): string => {
  const namespace = namespaces[door] ?? '';
  demandVersion(version);
  const call = readEnvelope(text);
  if (door !== 'm') {
    throw call.operation === 'login' && version < 65 ? noLogin : noOperation(namespace, call.operation);
  }
  const operation = metadataOperations.get(call.operation);
  if (operation === undefined) throw noOperation(namespace, call.operation);
  const result = operation({ org, jobs, actor: actorOfCall(org, call) }, call.arguments, call.archive);
  return writeAnswer(namespace, call.operation, result);
};

const send = (response: Response, status: number, body: string): void => {
  response.status(status).type('text/xml').send(body);
};

const asFault = (error: unknown): SoapFault => {
  if (error instanceof SoapFault) return error;
  if (error instanceof ApiError) return new SoapFault(`sf:${error.errorCode}`, error.message);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return new SoapFault('sf:UNKNOWN_EXCEPTION', 'An unexpected error occurred');
};

/** What reading the body complains of. */
const bodyErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status !== 'number') {
    next(error);
    return;
  }
  const fault =
    status === 413
      ? new SoapFault('sf:EXCEEDED_MAX_SIZE_REQUEST', `the message is larger than ${largestMessage}`)
      : new SoapFault('soapenv:Client', 'the message cannot be read');
  send(response, 500, writeFault(namespaces[String(request.params['door'])] ?? '', fault));
};

/**
 * The Metadata API by SOAP, `/services/Soap/m/67.0`. The partner and enterprise APIs (`u`, `c`) answer with faults: a
 * program that still logs in there by password is told so as Salesforce tells it.
 */
export const soapRouter = (org: LocalOrg, jobs: DeployJobs): Router => {
  const router = Router();
  const address = '/services/Soap/:door/:version{/*rest}';
  router.post(address, express.text({ type: () => true, limit: largestMessage }), bodyErrors);
  router.post(address, (request, response, next) => {
    const { door, version } = request.params;
    const namespace = namespaces[door];
    if (namespace === undefined) {
      next();
      return;
    }
    try {
      const text: unknown = request.body;
      send(response, 200, carryOut(org, jobs, door, Number(version), typeof text === 'string' ? text : ''));
    } catch (error) {
      send(response, 500, writeFault(namespace, asFault(error)));
    }
  });
  return router;
};
