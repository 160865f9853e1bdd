import { urlOf, type PageReference } from '../../../client/routes.ts';
import { navigate, watchPage } from '../../navigator.ts';

type PageReferenceInput = Omit<PageReference, 'state' | 'attributes'> & Partial<PageReference>;

const complete = ({ type, attributes = {}, state = {} }: PageReferenceInput): PageReference => ({
  type,
  attributes,
  state,
});

const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

// TypeScript asks this shape of the constructor of a mixin's base.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Constructor = new (...args: any[]) => object;

/** Gives a component `this[NavigationMixin.Navigate](page, replace)` and `this[NavigationMixin.GenerateUrl](page)`. */
export const NavigationMixin = Object.assign(
  <Base extends Constructor>(BaseClass: Base) =>
    class extends BaseClass {
      [Navigate](page: PageReferenceInput, replace = false): void {
        navigate(complete(page), replace);
      }

      [GenerateUrl](page: PageReferenceInput): Promise<string> {
        return Promise.resolve(urlOf(complete(page)) ?? '');
      }
    },
  { Navigate, GenerateUrl } as const,
);

/** The wire adapter of where the person is. */
export class CurrentPageReference {
  private readonly emit: (page: PageReference) => void;
  private stop: (() => void) | undefined;

  constructor(emit: (page: PageReference) => void) {
    this.emit = emit;
  }

  connect(): void {
    this.stop = watchPage(this.emit);
  }

  update(): void {
    // Takes no parameters.
  }

  disconnect(): void {
    this.stop?.();
    this.stop = undefined;
  }
}
