import { api, LightningElement } from 'lwc';
export type { ChartSpec, ChartTable, Mark } from './spec';
import { loadScript } from 'lightning/platformResourceLoader';
import CHARTJS from '@salesforce/resourceUrl/chartjs';
import AS_CHART from '@salesforce/label/c.Takt_View_As_Chart';
import AS_TABLE from '@salesforce/label/c.Takt_View_As_Table';
import CHART_FAILED from '@salesforce/label/c.Takt_Chart_Failed';
import { chartConfig, type ChartConfig, type Theme } from './config';
import { lastThatFit, type ChartSpec, type ChartTable } from './spec';

interface Drawing {
  destroy(): void;
}
type ChartConstructor = new (canvas: HTMLCanvasElement, config: ChartConfig) => Drawing;

const chartJs = (): ChartConstructor | undefined => (window as { Chart?: ChartConstructor }).Chart;

/** One chart: a title, a picture drawn by Chart.js, a sentence that says the same, and a table of the same numbers. */
export default class TaktChart extends LightningElement {
  @api heading = '';
  /** Unit, said once beside the heading. */
  @api unit = '';
  /** What the picture says, for those who do not see it. */
  @api sentence = '';
  @api table: ChartTable | undefined;

  private _spec: ChartSpec | undefined;
  private _drawing: Drawing | undefined;
  private _tableWanted = false;
  private _failed = false;
  private _stale = true;

  @api get spec(): ChartSpec | undefined {
    return this._spec;
  }
  set spec(value: ChartSpec | undefined) {
    this._spec = value;
    this.drawAnew();
  }

  get showTable(): boolean {
    return this._tableWanted || this._failed;
  }
  get pressed(): 'true' | 'false' {
    return this._tableWanted ? 'true' : 'false';
  }
  get toggleLabel(): string {
    return this._tableWanted ? AS_CHART : AS_TABLE;
  }
  get failure(): string {
    return this._failed ? CHART_FAILED : '';
  }
  get canToggle(): boolean {
    return !this._failed && this.table !== undefined;
  }
  get toggleIcon(): string {
    return this._tableWanted ? 'utility:chart' : 'utility:table';
  }
  get columns(): readonly { key: number; text: string }[] {
    return (this.table?.columns ?? []).map((text, key) => ({ key, text }));
  }
  get rows(): readonly { key: number; head: string; cells: readonly { key: number; text: string }[] }[] {
    return (this.table?.rows ?? []).map(([head = '', ...cells], key) => ({
      key,
      head,
      cells: cells.map((text, index) => ({ key: index, text })),
    }));
  }

  connectedCallback(): void {
    void this.load();
  }
  renderedCallback(): void {
    this.draw();
  }
  disconnectedCallback(): void {
    this.destroy();
  }

  handleToggle(): void {
    this.destroy();
    this._tableWanted = !this._tableWanted;
  }
  /** The probes' colours move for a moment when the theme changes: the one sign of it that every platform gives. */
  handleThemeChange(): void {
    this.drawAnew();
  }

  /** Chart.js stretches by itself; a new drawing is wanted only when another number of places has room. */
  private handleResize(places: number): void {
    const width = this.template?.querySelector('.canvas')?.clientWidth ?? 0;
    if (!this._spec || lastThatFit(this._spec, width).categories.length === places) return;
    this.drawAnew();
  }
  /** A moment later: the template does not show the spec, so no rendering follows, and a resizing chart must return first. */
  private drawAnew(): void {
    this._stale = true;
    void Promise.resolve().then(() => {
      this.draw();
    });
  }

  private async load(): Promise<void> {
    try {
      await loadScript(this, CHARTJS);
      this.draw();
    } catch {
      this._failed = true;
    }
  }

  private draw(): void {
    const Chart = chartJs();
    const host = this.template?.querySelector<HTMLElement>('.canvas');
    if (!Chart || !host || !this._spec || !this._stale) return;
    this.destroy();
    const canvas = document.createElement('canvas');
    host.replaceChildren(canvas);
    const fitting = lastThatFit(this._spec, host.clientWidth);
    const config = chartConfig(fitting, this.theme(), () => {
      this.handleResize(fitting.categories.length);
    });
    this._drawing = new Chart(canvas, config);
    this._stale = false;
  }

  private destroy(): void {
    this._drawing?.destroy();
    this._drawing = undefined;
    this._stale = true;
  }

  private theme(): Theme {
    const colour = (name: string): string => {
      const probe = this.template?.querySelector(`[data-colour="${name}"]`);
      return probe ? getComputedStyle(probe).color : '';
    };
    const host = this.template?.host;
    return {
      won: colour('won'),
      onWon: colour('on-won'),
      past: colour('past'),
      model: colour('model'),
      band: colour('band'),
      ink: colour('ink'),
      muted: colour('muted'),
      grid: colour('grid'),
      card: colour('card'),
      font: (host && getComputedStyle(host).fontFamily) || 'sans-serif',
    };
  }
}
