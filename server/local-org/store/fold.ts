const beyondAscii = /[\u0080-\uffff]/;

/** What text is compared by: composed and in lower case. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * The shadow of a text: SQLite's NOCASE knows ASCII only, so other texts keep a folded copy beside them. Most have none.
 */
export const shadowOf = (text: string): string | null => (beyondAscii.test(text) ? fold(text) : null);

/** The column that holds the shadow. */
export const shadowColumn = (fieldName: string): string => `${fieldName}~`;
