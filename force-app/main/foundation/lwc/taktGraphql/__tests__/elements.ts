/** What component tests share: mounting, waiting, looking inside. */
import { createElement, type LightningElement } from 'lwc';

/** Puts a component on the page. */
export const mount = (
  tag: string,
  component: typeof LightningElement,
  properties: Readonly<Record<string, unknown>> = {},
): HTMLElement => {
  const element = createElement(tag, { is: component });
  Object.assign(element, properties);
  document.body.append(element);
  return element;
};

/** Does something so many times, one after the other. */
export const inTurn = async (times: number, action: () => Promise<void>): Promise<void> => {
  if (times === 0) return;
  await action();
  await inTurn(times - 1, action);
};

/** Lets promises, wires and renderings come to rest. */
export const settled = (): Promise<void> => inTurn(10, () => Promise.resolve());

export const unmountAll = (): void => {
  document.body.replaceChildren();
};

/** A component's inside, with that of the state in the place of its data. */
const insides = (element: Element): readonly ShadowRoot[] => {
  const own = element.shadowRoot;
  if (!own) return [];
  const states = [...own.querySelectorAll('c-takt-state')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return [own, ...states];
};

export const findAll = (element: Element, selector: string): readonly HTMLElement[] =>
  insides(element).flatMap((inside) => [...inside.querySelectorAll<HTMLElement>(selector)]);

/** The first match inside a component. @throws Error when there is none */
export const find = (element: Element, selector: string): HTMLElement => {
  const [found] = findAll(element, selector);
  if (!found) throw new Error(`No ${selector} inside ${element.tagName.toLowerCase()}`);
  return found;
};

export const has = (element: Element, selector: string): boolean => findAll(element, selector).length > 0;

/** Text as it is read, without the spaces of the markup. */
export const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Collects what a component says by an event. */
export const heard = (element: Element, event: string): unknown[] => {
  const details: unknown[] = [];
  element.addEventListener(event, (happened) => details.push((happened as CustomEvent).detail));
  return details;
};

/** A GraphQL answer: connections by object. */
export const connections = (
  objects: Readonly<Record<string, readonly object[]>>,
  more = false,
): { uiapi: { query: Record<string, object> } } => ({
  uiapi: {
    query: Object.fromEntries(
      Object.entries(objects).map(([name, nodes]) => [
        name,
        { edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: more } },
      ]),
    ),
  },
});

/** Wraps plain values as GraphQL does; `Id` and parents stay as they are. */
export const node = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      name === 'Id' || name.endsWith('__r') ? value : { value: value ?? null },
    ]),
  );
