/** Version of the definitions and methods in this folder; raised whenever the same records would give other figures. */
export const FORMULA_VERSION = '1.0';
