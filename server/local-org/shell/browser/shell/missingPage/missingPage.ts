import { api, LightningElement } from 'lwc';
import { homePage } from '../../../client/routes.ts';
import { followLink } from '../../navigator.ts';

/** Says that there is nothing to show here, and why. */
export default class MissingPage extends LightningElement {
  @api heading = '';
  @api text = '';
  /** Set to offer the way home. */
  @api home: string | undefined;

  renderedCallback(): void {
    document.title = this.heading;
  }

  handleHome(event: MouseEvent): void {
    followLink(event, homePage);
  }
}
