import { api, LightningElement } from 'lwc';
import { barGeometry, glyphGeometry, type Band, type BarGeometry, type GlyphGeometry, type Scale } from './geometry';

/** Band and dot on a scale that all rows of a table share. */
export default class TaktBandGlyph extends LightningElement {
  @api band: Band | undefined;
  /** What is certain already; drawn as a bar. */
  @api fact: number | undefined;
  @api scale: Scale | undefined;
  /** The band in words, for those who do not see it. */
  @api label = '';

  get bar(): BarGeometry | undefined {
    return this.fact !== undefined && this.scale ? barGeometry(this.fact, this.scale) : undefined;
  }
  get geometry(): GlyphGeometry | undefined {
    return this.band && this.scale ? glyphGeometry(this.band, this.scale) : undefined;
  }
}
