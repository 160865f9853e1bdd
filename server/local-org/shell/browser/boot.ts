/** The page's first script: finds out who is here, then loads the components, which may ask at once. */
import '@lwc/synthetic-shadow';
import type { ShellModel } from '../app-model.ts';
import { send } from './services.ts';
import { token } from './session.ts';

const isModel = (answer: unknown): answer is ShellModel =>
  typeof answer === 'object' && answer !== null && 'apps' in answer && 'user' in answer;

const loadModel = async (): Promise<ShellModel | undefined> => {
  if (token() === undefined) return undefined;
  const answer = await send('GET', '/shell/app');
  return isModel(answer) ? answer : undefined;
};

const say = (text: string): void => {
  const root = document.getElementById('shell');
  if (root !== null) root.textContent = text;
};

try {
  const model = await loadModel();
  globalThis.taktShell = {
    model,
    user: model?.user,
    locale: model?.locale,
    customPermissions: model?.customPermissions ?? [],
    userPermissions: model?.userPermissions ?? [],
    formFactor: matchMedia('(max-width: 767px)').matches ? 'Small' : 'Large',
  };
  document.documentElement.lang = model?.locale.language ?? 'en';
  const { mount } = await import('./mount.ts');
  mount();
} catch (error) {
  console.error(error);
  say('The page could not be started. Is the local org still running? Reload to try again.');
}
