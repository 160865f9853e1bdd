import { isUtf8 } from 'node:buffer';
import type { ProblemList } from '../problem.ts';

/** Encodings that a mapping may declare; without a declaration it is UTF-8. */
export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

const looksLikeUtf16 = (bytes: Buffer): boolean => {
  const first = bytes.readUInt16BE(0);
  if (first === 0xfffe || first === 0xfeff) return true;
  const sample = bytes.subarray(0, 400);
  return sample.filter((byte) => byte === 0).length > sample.length / 3;
};

const lineOfFirstBadByte = (bytes: Buffer): number => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.slice(0, text.indexOf('\ufffd')).split('\n').length;
};

/**
 * The file's bytes as UTF-8 without a byte order mark, or undefined (with the problem told) where they are not in the
 * declared encoding. Encodings are declared, never guessed: a wrong guess spoils names quietly.
 */
export const decodeCsv = (
  bytes: Buffer,
  file: string,
  encoding: Encoding,
  problems: ProblemList,
): Buffer | undefined => {
  if (encoding !== 'utf-8') {
    const text = new TextDecoder(encoding).decode(bytes);
    return Buffer.from(text, 'utf8');
  }
  if (bytes.length >= 2 && looksLikeUtf16(bytes)) {
    problems.add({
      file,
      reason: 'the file is UTF-16, not UTF-8',
      remedy: 'Save it as "CSV UTF-8", or declare "encoding": "utf-16le" for it in a mapping.',
    });
    return undefined;
  }
  if (!isUtf8(bytes)) {
    problems.add({
      file,
      line: lineOfFirstBadByte(bytes),
      reason: 'the file is not UTF-8',
      remedy: 'Save it as "CSV UTF-8", or declare "encoding": "windows-1252" for it in a mapping.',
    });
    return undefined;
  }
  return bytes.subarray(0, 3).equals(utf8Mark) ? bytes.subarray(3) : bytes;
};
