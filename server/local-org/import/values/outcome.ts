/** A value that was read, or why it was not. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string; readonly remedy: string };

export const read = <T>(value: T): Read<T> => ({ ok: true, value });

export const refused = (reason: string, remedy: string): Read<never> => ({ ok: false, reason, remedy });

/** A value as it is shown in a message: quoted, short, on one line. */
export const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
