import { parseXml, type XmlElement } from '../metadata/xml.ts';
import type { Told } from './deploy-report.ts';

/** What a SOAP call did wrong: Salesforce's code, or one of SOAP's own where the message itself is wrong. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';
  /** `sf:INVALID_SESSION_ID`, `soapenv:Client`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** One call: the operation, its arguments, and the token of the SessionHeader. */
export interface SoapCall {
  readonly operation: string;
  readonly arguments: XmlElement;
  readonly token: string | undefined;
  /** Of a deploy: the archive in base64, as it came; the element is empty among the arguments. */
  readonly archive: string | undefined;
}

/** Clients choose their own prefixes: `soapenv:Body`, `env:Body`. */
export const localName = (element: XmlElement): string => element.name.slice(element.name.indexOf(':') + 1);

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.elements.find((one) => localName(one) === name);

/** The text of an argument, whatever its prefix. */
export const argument = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.content.trim();

export const argumentElements = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.elements.filter((one) => localName(one) === name);

export const argumentElement = child;

const unreadable = (why: string): SoapFault => new SoapFault('soapenv:Client', why);

/** An archive can be fifty megabytes of text: cut out before the XML is read, it costs seconds and gigabytes less. */
const archiveElement = /(<(?:[\w.-]+:)?ZipFile(?:\s[^<>]*)?>)([^<]*)(?=<\/)/i;

/** Takes an envelope apart. @throws SoapFault */
export const readEnvelope = (message: string): SoapCall => {
  const archive = archiveElement.exec(message)?.[2];
  const text = message.replace(archiveElement, '$1');
  // A document type could define entities that grow without bound; no SOAP client sends one.
  if (text.includes('<!DOCTYPE')) throw unreadable('DTD is not supported in a SOAP message');
  let envelope: XmlElement;
  try {
    envelope = parseXml(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message.slice(0, 200) : 'the message is no XML');
  }
  const [operation] = child(envelope, 'Body')?.elements ?? [];
  if (localName(envelope) !== 'Envelope' || operation === undefined) {
    throw unreadable('content is not a SOAP envelope with a body');
  }
  const session = child(child(envelope, 'Header'), 'SessionHeader');
  const token = argument(session, 'sessionId');
  return { operation: localName(operation), arguments: operation, token, archive };
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Characters that XML 1.0 cannot hold in any spelling. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

export const escapeXml = (text: string): string =>
  text.replace(forbidden, '\uFFFD').replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A value as elements of that name: a list repeats the element, undefined writes none. */
export const toXml = (name: string, value: Told): string => {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => toXml(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  const inside = Object.entries(value).map(([key, item]) => toXml(key, item));
  return `<${name}>${inside.join('')}</${name}>`;
};

const isList = (value: Told): value is readonly Told[] => Array.isArray(value);

const envelope = (namespace: string, body: string): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ' +
  `xmlns:sf="${namespace}" xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
  `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

/** The answer of an operation; `result` is XML already. */
export const writeAnswer = (namespace: string, operation: string, result: string): string =>
  envelope(namespace, `<${operation}Response>${result}</${operation}Response>`);

export const writeFault = (namespace: string, fault: SoapFault): string => {
  const { code, message } = fault;
  const said = code.startsWith('sf:') ? `${code.slice('sf:'.length)}: ${message}` : message;
  return envelope(
    namespace,
    `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>${escapeXml(said)}</faultstring></soapenv:Fault>`,
  );
};
