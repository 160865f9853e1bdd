/** Bytes as text, or why they are none. */
export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'not-text' | 'too-large' };

/** Largest file read, in bytes. */
export const MOST_BYTES = 5 * 1024 * 1024;

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

/**
 * Text of a file in UTF-8, with or without byte order mark, or in UTF-16 with one; the mark is no part of the text.
 * Other encodings are refused rather than guessed: names would come out wrong and nobody would see it. NUL is no text.
 */
export const decode = (bytes: Uint8Array): Decoded => {
  if (bytes.length > MOST_BYTES) return { ok: false, reason: 'too-large' };
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? { ok: false, reason: 'not-text' } : { ok: true, text };
  } catch {
    return { ok: false, reason: 'not-text' };
  }
};
