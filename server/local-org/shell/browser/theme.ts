export type Theme = 'light' | 'dark' | 'system';

export const themes: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'As the system' },
];

const key = 'taktTheme';

/** The person's choice on this machine. `page/theme.js` applies it before the page is drawn. */
export const chosenTheme = (): Theme =>
  themes.find(({ value }) => value === localStorage.getItem(key))?.value ?? 'system';

export const chooseTheme = (theme: Theme): void => {
  localStorage.setItem(key, theme);
  document.documentElement.dataset['theme'] = theme;
};
