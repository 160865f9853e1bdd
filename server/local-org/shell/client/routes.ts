/** Where a person is, as the platform's navigation service says it. */
export interface PageReference {
  readonly type: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
}

export const homePage: PageReference = { type: 'standard__namedPage', attributes: { pageName: 'home' }, state: {} };

const text = (value: string | undefined): string => encodeURIComponent(value ?? '');

const pathOf = ({ type, attributes: a }: PageReference): string | undefined => {
  switch (type) {
    case 'standard__namedPage':
      return `/lightning/page/${text(a['pageName'] ?? 'home')}`;
    case 'standard__navItemPage':
      return `/lightning/n/${text(a['apiName'])}`;
    case 'standard__objectPage':
      return `/lightning/o/${text(a['objectApiName'])}/${text(a['actionName'] ?? 'list')}`;
    case 'standard__recordPage':
      return a['objectApiName'] === undefined
        ? `/lightning/r/${text(a['recordId'])}/${text(a['actionName'] ?? 'view')}`
        : `/lightning/r/${text(a['objectApiName'])}/${text(a['recordId'])}/${text(a['actionName'] ?? 'view')}`;
    default:
      return undefined;
  }
};

/** The address of a page, as Lightning Experience writes it; undefined for kinds of pages that the shell lacks. */
export const urlOf = (page: PageReference): string | undefined => {
  if (page.type === 'standard__webPage') return page.attributes['url'];
  const path = pathOf(page);
  const query = new URLSearchParams(page.state).toString();
  return path === undefined || query === '' ? path : `${path}?${query}`;
};

const isId = (text: string): boolean => /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text);

/** The page at an address; `unknown` where the shell has none. */
export const pageAt = (pathname: string, search: string): PageReference => {
  const state = Object.fromEntries(new URLSearchParams(search));
  const [, root, kind, ...rest] = pathname.split('/').map(decodeURIComponent);
  const [first = '', second = '', third = ''] = rest;
  const page = (type: string, attributes: Readonly<Record<string, string>>): PageReference => ({
    type,
    attributes,
    state,
  });
  if (root === '' || root === undefined || (root === 'lightning' && (kind === undefined || kind === ''))) {
    return { ...homePage, state };
  }
  if (root === 'lightning' && first !== '') {
    if (kind === 'page') return page('standard__namedPage', { pageName: first });
    if (kind === 'n') return page('standard__navItemPage', { apiName: first });
    if (kind === 'o') {
      return page('standard__objectPage', { objectApiName: first, actionName: second === '' ? 'list' : second });
    }
    // Lightning accepts records without their object: /lightning/r/006…/view. An object's name can be as long as an id.
    if (kind === 'r' && isId(first) && !isId(second)) {
      return page('standard__recordPage', { recordId: first, actionName: second === '' ? 'view' : second });
    }
    if (kind === 'r' && second !== '') {
      return page('standard__recordPage', {
        objectApiName: first,
        recordId: second,
        actionName: third === '' ? 'view' : third,
      });
    }
  }
  return page('unknown', { path: pathname });
};
