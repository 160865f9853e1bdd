const loading = new Map<string, Promise<void>>();

const load = (url: string, element: HTMLScriptElement | HTMLLinkElement): Promise<void> => {
  const known = loading.get(url);
  if (known !== undefined) return known;
  const loaded = new Promise<void>((resolve, reject) => {
    element.addEventListener('load', () => {
      resolve();
    });
    element.addEventListener('error', () => {
      loading.delete(url);
      reject(new Error(`${url} could not be loaded.`));
    });
  });
  loading.set(url, loaded);
  document.head.append(element);
  return loaded;
};

/** Loads a script from a static resource, once however often it is asked for. */
export const loadScript = (_component: object, url: string): Promise<void> => {
  const element = document.createElement('script');
  element.src = url;
  return load(url, element);
};

/** Loads a style sheet from a static resource, once however often it is asked for. */
export const loadStyle = (_component: object, url: string): Promise<void> => {
  const element = document.createElement('link');
  element.rel = 'stylesheet';
  element.href = url;
  return load(url, element);
};
