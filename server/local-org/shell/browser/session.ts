import type { ShellModel } from '../app-model.ts';

/** What the page knows of the person before any component loads; `@salesforce/user/Id` and the like read it. */
export interface TaktShell {
  readonly model: ShellModel | undefined;
  readonly user: ShellModel['user'] | undefined;
  readonly locale: ShellModel['locale'] | undefined;
  readonly customPermissions: readonly string[];
  readonly userPermissions: readonly string[];
  readonly formFactor: 'Small' | 'Large';
}

declare global {
  var taktShell: TaktShell | undefined;
}

const key = 'taktToken';

/** The access token lives as long as the browser's tab, and in this tab only. */
export const token = (): string | undefined => sessionStorage.getItem(key) ?? undefined;

export const signIn = (accessToken: string): void => {
  sessionStorage.setItem(key, accessToken);
};

export const signOut = (): void => {
  sessionStorage.removeItem(key);
};
