/** Version of the definitions and methods of the plan; raised whenever the same records would give other figures. */
export const FORMULA_VERSION = '1.1';
