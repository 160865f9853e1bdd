/** What stands in a file after the slip; undefined where the file is gone or was not there. */
export interface Edit {
  readonly file: string;
  /** The new text, undefined to remove the file, or null where the slip does not fit the file as it is. */
  readonly change: (text: string | undefined) => string | undefined | null;
}

/** One slip of a pen: what it is called, what somebody did, and in which files. */
export interface Fault {
  readonly name: string;
  readonly slip: string;
  readonly edits: readonly Edit[];
}

/** Faults that one would look for in the same place. */
export interface FaultKind {
  readonly kind: string;
  readonly faults: readonly Fault[];
}

export const fault = (name: string, slip: string, ...edits: readonly (Edit | readonly Edit[])[]): Fault => ({
  name,
  slip,
  edits: edits.flat(),
});

/** Another text for the first place that matches. The place has to be there. */
export const swap = (file: string, from: string | RegExp, to: string): Edit => ({
  file,
  change: (text) => {
    // A text is put in as it is; with an expression, $1 is what its first parenthesis holds.
    const changed = typeof from === 'string' ? text?.replace(from, () => to) : text?.replace(from, to);
    return changed === undefined || changed === text ? null : changed;
  },
});

export const cut = (file: string, from: string | RegExp): Edit => swap(file, from, '');

/** Puts something in front of an anchor. */
export const before = (file: string, anchor: string, text: string): Edit => swap(file, anchor, text + anchor);

/** Puts something behind an anchor. */
export const after = (file: string, anchor: string, text: string): Edit => swap(file, anchor, anchor + text);

/** A file that was not there. */
export const add = (file: string, text: string): Edit => ({
  file,
  change: (old) => (old === undefined ? text : null),
});

export const remove = (file: string): Edit => ({
  file,
  change: (old) => (old === undefined ? null : undefined),
});

/** Another place or name for a file; `carry` hands the text from one edit to the next. */
export const move = (from: string, to: string): readonly Edit[] => {
  let carry: string | undefined;
  return [
    {
      file: from,
      change: (old) => {
        carry = old;
        return old === undefined ? null : undefined;
      },
    },
    { file: to, change: (old) => (old === undefined ? (carry ?? null) : null) },
  ];
};

/** A second copy of a file elsewhere. */
export const copy = (from: string, to: string): readonly Edit[] => {
  let carry: string | undefined;
  return [
    {
      file: from,
      change: (old) => {
        carry = old;
        return old ?? null;
      },
    },
    { file: to, change: (old) => (old === undefined ? (carry ?? null) : null) },
  ];
};
