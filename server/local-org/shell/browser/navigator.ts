import { pageAt, urlOf, type PageReference } from '../client/routes.ts';

type Listener = (page: PageReference) => void;

const listeners = new Set<Listener>();

/** Where the person is. */
export const currentPage = (): PageReference => pageAt(location.pathname, location.search);

/** Hears of every move, and of the present place at once. Call the result to stop. */
export const watchPage = (listener: Listener): (() => void) => {
  listeners.add(listener);
  listener(currentPage());
  return () => {
    listeners.delete(listener);
  };
};

const arrive = (): void => {
  const page = currentPage();
  for (const listener of [...listeners]) listener(page);
};

addEventListener('popstate', arrive);

/** Goes to a page without loading the document anew. Addresses elsewhere open in a tab of their own. */
export const navigate = (page: PageReference, replace = false): void => {
  const url = urlOf(page);
  if (url === undefined) {
    console.error(`The shell has no page of type ${page.type}.`);
    return;
  }
  if (new URL(url, location.href).origin !== location.origin) {
    open(url, '_blank', 'noopener');
    return;
  }
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  scrollTo(0, 0);
  arrive();
};

/** Follows a link inside the page; leaves clicks alone that ask for a new tab or window. */
export const followLink = (event: MouseEvent, page: PageReference): void => {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return;
  }
  event.preventDefault();
  navigate(page);
};
