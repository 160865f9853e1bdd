import { api, LightningElement } from 'lwc';

/** A button that opens a panel under it. Escape, a click elsewhere, and a choice inside close it. */
export default class Disclosure extends LightningElement {
  /** What the button does, for those who do not see it. */
  @api label = '';
  /** `start` or `end`: the edge of the button that the panel hangs from. */
  @api align: 'start' | 'end' = 'start';

  private isOpen = false;
  private readonly closeOnOutsideClick = (event: Event): void => {
    if (this.template !== null && !event.composedPath().includes(this.template.host)) this.isOpen = false;
  };

  @api close(): void {
    this.isOpen = false;
  }

  get expanded(): 'true' | 'false' {
    return this.isOpen ? 'true' : 'false';
  }
  get panelClass(): string {
    return `panel panel_${this.align}`;
  }

  connectedCallback(): void {
    document.addEventListener('click', this.closeOnOutsideClick);
  }
  disconnectedCallback(): void {
    document.removeEventListener('click', this.closeOnOutsideClick);
  }

  handleToggle(): void {
    this.isOpen = !this.isOpen;
  }
  handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    this.isOpen = false;
    this.template?.querySelector('button')?.focus();
  }
}
