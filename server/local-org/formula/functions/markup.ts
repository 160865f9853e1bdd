import type { Operation } from '../operation.ts';
import { numberAt, strict, textAt } from './arguments.ts';
import { takes } from './signatures.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string | null): string =>
  (text ?? '').replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);

/** Functions whose text is HTML, as the API returns it. */
export const markupFunctions: readonly Operation[] = [
  { name: 'BR', check: takes([], 'text'), run: () => '<br>' },
  {
    name: 'HYPERLINK',
    check: takes(['text', 'text', 'text'], 'text', 1),
    run: strict((values) => {
      const url = textAt(values, 0);
      if (url === null) return null;
      const target = escaped(textAt(values, 2) ?? '_blank');
      return `<a href="${escaped(url)}" target="${target}">${escaped(textAt(values, 1))}</a>`;
    }),
  },
  {
    name: 'IMAGE',
    check: takes(['text', 'text', 'number', 'number'], 'text', 2),
    run: strict((values) => {
      const url = textAt(values, 0);
      if (url === null) return null;
      const [height, width] = [numberAt(values, 2), numberAt(values, 3)];
      const size =
        height === null || width === null ? '' : ` style="height:${height.toFixed()}px; width:${width.toFixed()}px;"`;
      return `<img src="${escaped(url)}" alt="${escaped(textAt(values, 1))}"${size} border="0"/>`;
    }),
  },
];
