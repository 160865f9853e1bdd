export * from './tones';
export { default as words } from './texts.js';
export const describe = (...parts) => parts.join(' ');
