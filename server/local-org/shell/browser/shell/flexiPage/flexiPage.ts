import { api, LightningElement } from 'lwc';
import type { Page, PageRegion } from '../../../app-model.ts';

/** Regions that take the page's whole width, above and below the columns, whatever template they are of. */
const above = new Set(['header', 'subheader', 'top']);
const below = new Set(['footer', 'bottom']);
/** Side columns are narrow. */
const narrow = new Set(['sidebar', 'right', 'rightsidebar', 'leftsidebar', 'bottomRight']);

interface Region extends PageRegion {
  readonly style: string;
}

/** Regions one below the other (`above`, `below`) or beside each other (`columns`). */
interface Row {
  readonly name: 'above' | 'columns' | 'below';
  readonly regions: readonly Region[];
}

const rowOf = (region: string): Row['name'] => {
  if (above.has(region)) return 'above';
  return below.has(region) ? 'below' : 'columns';
};

/** A page of the package: the regions of its template, with the components that they hold. */
export default class FlexiPage extends LightningElement {
  @api page: Page | undefined;
  @api heading = '';
  @api recordId: string | undefined;
  @api objectApiName: string | undefined;

  /** The panel of a record's name carries the page's heading itself. */
  get needsHeading(): boolean {
    const components = (this.page?.regions ?? []).flatMap((region) => region.components);
    return !components.some(({ name }) => name === 'force:highlightsPanel');
  }

  get rows(): readonly Row[] {
    const filled = (this.page?.regions ?? [])
      .filter(({ components }) => components.length > 0)
      .map((region) => ({ ...region, style: `flex-grow: ${narrow.has(region.name) ? '1' : '2'}` }));
    return (['above', 'columns', 'below'] as const)
      .map((name) => ({ name, regions: filled.filter((region) => rowOf(region.name) === name) }))
      .filter(({ regions }) => regions.length > 0);
  }
}
