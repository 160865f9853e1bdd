import { api, LightningElement } from 'lwc';

/** A person's initials. The name stands beside it or in the label around it. */
export default class Avatar extends LightningElement {
  @api name = '';

  get initials(): string {
    const words = this.name.split(/\s+/).filter((word) => word !== '');
    return [words.at(0), words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '').join('');
  }
}
