import type { ChartSpec, Mark, Role } from './spec';

/** Colours as the browser resolved them from the tokens. */
export interface Theme {
  readonly won: string;
  readonly onWon: string;
  readonly past: string;
  readonly model: string;
  readonly band: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly card: string;
  readonly font: string;
}

/** The parts of a drawn chart that labels hang on. */
interface DrawnChart {
  readonly ctx: CanvasRenderingContext2D;
  readonly scales: Readonly<Record<'x' | 'y', { getPixelForValue(value: number): number } | undefined>>;
}

/** Configuration of Chart.js, as far as Takt uses it. */
export interface ChartConfig {
  readonly type: 'bar';
  readonly data: { readonly labels: readonly (readonly string[])[]; readonly datasets: readonly object[] };
  readonly options: object;
  readonly plugins: readonly { readonly id: string; afterDatasetsDraw(chart: DrawnChart): void }[];
}

const LINE = 13;
const FONT_SIZE = 11;
/** Room for two lines of figures above the highest bar. */
const HEADROOM = 1.2;
/** Share of its place that a bar is wide. */
const BAR_SHARE = 0.65;

const topOf = (spec: ChartSpec, index: number): number =>
  Math.max(0, spec.bars.values[index] ?? 0, spec.bands.high[index] ?? 0);

const highest = (spec: ChartSpec): number => Math.max(0, ...spec.categories.map((_, index) => topOf(spec, index)));

const textColour = (role: Role, theme: Theme): string => (role === 'model' ? theme.model : theme.ink);

/** Writes each place's figures straight above it, with a halo of the card's colour so that grid lines do not cross them. */
const directLabels = (spec: ChartSpec, theme: Theme): ChartConfig['plugins'][number] => ({
  id: 'taktDirectLabels',
  afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
    if (!x || !y) return;
    ctx.save();
    ctx.font = `600 ${FONT_SIZE}px ${theme.font}`;
    ctx.textAlign = 'center';
    ctx.lineWidth = 3;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = theme.card;
    const room = x.getPixelForValue(1) - x.getPixelForValue(0);
    // The most important line comes first; one that is wider than its place would run into its neighbour.
    const fits = ({ text }: Mark, line: number): boolean => line === 0 || ctx.measureText(text).width <= room;
    spec.marks.forEach((all, index) => {
      const marks = all.filter(fits);
      const left = x.getPixelForValue(index);
      const bottom = y.getPixelForValue(topOf(spec, index)) - 6;
      marks.forEach(({ text, role }, line) => {
        const at = bottom - (marks.length - 1 - line) * LINE;
        ctx.fillStyle = textColour(role, theme);
        ctx.strokeText(text, left, at);
        ctx.fillText(text, left, at);
      });
      const top = y.getPixelForValue(spec.bars.values[index] ?? 0) + LINE + 2;
      const inside = spec.inside[index] ?? '';
      const inBar = y.getPixelForValue(0) - top >= 4 && ctx.measureText(inside).width <= room * BAR_SHARE;
      if (!inBar) return;
      ctx.fillStyle = theme.onWon;
      ctx.fillText(inside, left, top);
    });
    ctx.restore();
  },
});

const datasets = (spec: ChartSpec, theme: Theme): readonly object[] => [
  {
    type: 'line',
    label: spec.bands.label,
    data: spec.bands.middle.map((value) => value ?? null),
    showLine: false,
    pointRadius: 5,
    pointHoverRadius: 5,
    pointBackgroundColor: theme.model,
    pointBorderColor: theme.card,
    pointBorderWidth: 1.5,
  },
  {
    type: 'bar',
    label: spec.bands.label,
    data: spec.bands.low.map((low, index) => {
      const high = spec.bands.high[index];
      return low === undefined || high === undefined ? null : [low, high];
    }),
    grouped: false,
    barPercentage: 0.3,
    categoryPercentage: 1,
    borderRadius: 5,
    borderSkipped: false,
    backgroundColor: theme.band,
  },
  {
    type: 'bar',
    label: spec.bars.label,
    data: spec.bars.values.map((value) => value ?? null),
    grouped: false,
    barPercentage: BAR_SHARE,
    categoryPercentage: 1,
    borderRadius: 2,
    backgroundColor: spec.bars.roles.map((role) => theme[role]),
  },
];

const axes = (spec: ChartSpec, theme: Theme): object => ({
  x: {
    grid: { display: false },
    border: { color: theme.muted },
    ticks: { color: theme.muted, font: { family: theme.font, size: FONT_SIZE }, maxRotation: 0, autoSkip: false },
  },
  y: {
    beginAtZero: true,
    max: highest(spec) * HEADROOM || undefined,
    border: { display: false },
    grid: { color: theme.grid },
    ticks: {
      color: theme.muted,
      font: { family: theme.font, size: FONT_SIZE },
      maxTicksLimit: 7,
      includeBounds: false,
      callback: (value: number) => spec.tick(value),
    },
  },
});

/**
 * Chart.js configuration of a spec: bars from zero, bands and their middles above them, no legend, no motion.
 * @param onResize called when the room changes
 */
export const chartConfig = (spec: ChartSpec, theme: Theme, onResize: () => void): ChartConfig => ({
  type: 'bar',
  data: { labels: spec.categories, datasets: datasets(spec, theme) },
  options: {
    animation: false,
    events: [],
    maintainAspectRatio: false,
    onResize,
    layout: { padding: { top: 4 } },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
    scales: axes(spec, theme),
  },
  plugins: [directLabels(spec, theme)],
});
