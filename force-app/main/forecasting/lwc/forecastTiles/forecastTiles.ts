import { api, LightningElement } from 'lwc';
import type { Tile } from 'c/forecastStory';

/** The answer first: one sentence, then four figures with what they mean. */
export default class ForecastTiles extends LightningElement {
  @api sentence = '';
  @api tiles: readonly Tile[] = [];

  get items(): readonly (Tile & {
    lines: readonly { key: number; text: string; class: string }[];
    isModel: boolean;
  })[] {
    return this.tiles.map((tile) => ({
      ...tile,
      isModel: tile.key === 'expected',
      lines: tile.notes.map((text, key) => ({ key, text, class: key === 0 ? 'note first' : 'note' })),
    }));
  }
}
