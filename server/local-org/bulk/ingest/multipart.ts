/** The parts of a multipart body by their names, as text; undefined where the body is none. */
export const multipartParts = (body: string, contentType: string): ReadonlyMap<string, string> | undefined => {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  // Line ends of the frame may be LF alone: hand-written requests have them so, and the platform takes them.
  const pieces = `\n${body}`.split(`\n--${boundary}`).slice(1, -1);
  const parts = new Map<string, string>();
  for (const piece of pieces) {
    const [, head, content] = /^[ \t]*\r?\n([^]*?)\r?\n\r?\n([^]*)$/.exec(piece) ?? [];
    const name = /^content-disposition:.*\bname="([^"]*)"/im.exec(head ?? '')?.[1];
    if (name === undefined || content === undefined) return undefined;
    parts.set(name, content.replace(/\r$/, ''));
  }
  return parts;
};
