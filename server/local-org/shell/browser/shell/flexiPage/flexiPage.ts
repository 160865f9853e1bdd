import { api, LightningElement } from 'lwc';
import type { Page, PageComponent, PageRegion } from '../../../app-model.ts';

/** Regions that take the page's whole width, above and below the columns, whatever template they are of. */
const above = new Set(['header', 'subheader', 'top']);
const below = new Set(['footer', 'bottom']);
/** Side columns are narrow. */
const narrow = new Set(['sidebar', 'right', 'rightsidebar', 'leftsidebar', 'bottomRight']);

interface Column {
  readonly name: string;
  readonly style: string;
  readonly components: readonly PageComponent[];
}

/** A page of the package: the regions of its template, with the components that they hold. */
export default class FlexiPage extends LightningElement {
  @api page: Page | undefined;
  @api heading = '';
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  private get filled(): readonly PageRegion[] {
    return (this.page?.regions ?? []).filter(({ components }) => components.length > 0);
  }
  get aboveRegions(): readonly PageRegion[] {
    return this.filled.filter(({ name }) => above.has(name));
  }
  get belowRegions(): readonly PageRegion[] {
    return this.filled.filter(({ name }) => below.has(name));
  }
  get columns(): readonly Column[] {
    return this.filled
      .filter(({ name }) => !above.has(name) && !below.has(name))
      .map(({ name, components }) => ({ name, components, style: `flex-grow: ${narrow.has(name) ? '1' : '2'}` }));
  }
}
