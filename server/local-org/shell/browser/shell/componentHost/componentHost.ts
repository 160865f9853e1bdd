import { api, LightningElement } from 'lwc';
import { components } from 'shell/exposedComponents';
import type { PageComponent } from '../../../app-model.ts';
import Highlights from '../highlights/highlights.ts';
import RecordDetail from '../recordDetail/recordDetail.ts';
import RelatedLists from '../relatedLists/relatedLists.ts';

type ComponentConstructor = typeof LightningElement;

/** Salesforce's own page components that the shell has a counterpart of. */
const own: ReadonlyMap<string, ComponentConstructor> = new Map<string, ComponentConstructor>([
  ['flexipage:fieldSection', RecordDetail],
  ['force:detailPanel', RecordDetail],
  ['force:highlightsPanel', Highlights],
  ['force:relatedListContainer', RelatedLists],
]);

/** Settings of a page are text; a component's numbers and check boxes come from it. */
const typed = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
};

/** One component in its place on a page. When it fails, it fails alone. */
export default class ComponentHost extends LightningElement {
  @api component: PageComponent | undefined;
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  private constructorFound: ComponentConstructor | undefined;
  private problem = '';
  private detail = '';

  get isLoading(): boolean {
    return this.constructorFound === undefined && this.problem === '';
  }
  get shown(): ComponentConstructor | undefined {
    return this.problem === '' ? this.constructorFound : undefined;
  }
  get explanation(): string {
    return this.detail;
  }
  /** The shell's counterparts take no settings: those are about what only Salesforce has. */
  private get settings(): Readonly<Record<string, unknown>> {
    const { name = '', properties = {}, sections } = this.component ?? {};
    if (own.has(name)) return sections === undefined ? {} : { pageSections: sections };
    return Object.fromEntries(Object.entries(properties).map(([key, text]) => [key, typed(text)]));
  }
  get properties(): Readonly<Record<string, unknown>> {
    return {
      ...this.settings,
      ...(this.recordId !== undefined && { recordId: this.recordId, objectApiName: this.objectApiName }),
    };
  }

  connectedCallback(): void {
    void this.load();
  }

  errorCallback(error: unknown, stack: string): void {
    console.error(error, stack);
    this.problem = 'This component failed. The rest of the page is not affected.';
    this.detail = error instanceof Error ? error.message : String(error);
  }

  handleRetry(): void {
    this.problem = '';
    this.detail = '';
    void this.load();
  }

  private async load(): Promise<void> {
    const name = this.component?.name ?? '';
    const known = own.get(name);
    const importComponent = components.get(name);
    if (known !== undefined) {
      this.constructorFound = known;
    } else if (importComponent === undefined) {
      this.problem = `${name} cannot be shown here.`;
      this.detail = name.startsWith('c:')
        ? 'The package has no exposed component of that name.'
        : 'It is a component of Salesforce’s own that this local org does not have.';
    } else {
      try {
        this.constructorFound = (await importComponent()).default;
      } catch (error) {
        this.problem = 'This component could not be loaded.';
        this.detail = error instanceof Error ? error.message : String(error);
      }
    }
  }
}
