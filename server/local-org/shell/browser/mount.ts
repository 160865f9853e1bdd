import { createElement } from 'lwc';
import App from './shell/app/app.ts';

/** Puts the shell into the page. */
export const mount = (): void => {
  document.getElementById('shell')?.replaceChildren(createElement('shell-app', { is: App }));
};
