import type { DemoUser } from '../app-model.ts';
import { send } from './services.ts';
import { signIn } from './session.ts';

const isUsers = (answer: unknown): answer is readonly DemoUser[] => Array.isArray(answer);

/** The people to log in as. */
export const loadUsers = async (): Promise<readonly DemoUser[]> => {
  const answer = await send('GET', '/shell/users');
  return isUsers(answer) ? answer : [];
};

/** Logs in as somebody and starts the page anew, so that nothing of the person before is left. */
export const logInAs = async (username: string): Promise<void> => {
  const answer = await send('POST', '/shell/login', { username });
  const accessToken: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'access_token') : undefined;
  if (typeof accessToken !== 'string') throw new TypeError('The org gave no token.');
  signIn(accessToken);
  location.assign(location.pathname === '/' ? '/lightning/page/home' : location.href);
};

/** People whose name, title or role holds the text. */
export const matching = (users: readonly DemoUser[], text: string): readonly DemoUser[] => {
  const wanted = text.trim().toLowerCase();
  return users.filter(({ name, title, role }) => `${name} ${title} ${role}`.toLowerCase().includes(wanted));
};
