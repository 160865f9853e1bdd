import { api, LightningElement } from 'lwc';
import type { DemoUser, ShellModel } from '../../../app-model.ts';
import { loadUsers, logInAs, matching } from '../../people-client.ts';
import { signOut } from '../../session.ts';
import { chooseTheme, chosenTheme, themes, type Theme } from '../../theme.ts';

const manyPeople = 12;

/** The bar on top: whose org this is, how it looks, and who is here. */
export default class Header extends LightningElement {
  @api model: ShellModel | undefined;

  private users: readonly DemoUser[] = [];
  private searchText = '';
  private theme: Theme = chosenTheme();

  connectedCallback(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.users = await loadUsers();
    } catch (error) {
      console.error(error);
    }
  }

  get userLabel(): string {
    return `${this.model?.user.name ?? ''}: change the person or log out`;
  }
  get isSearchable(): boolean {
    return this.users.length > manyPeople;
  }
  get others(): readonly (DemoUser & { readonly words: string })[] {
    return matching(this.users, this.searchText)
      .filter(({ id }) => id !== this.model?.user.id)
      .map((user) => ({ ...user, words: user.title === '' ? user.sees : user.title }));
  }
  get themeChoices(): readonly { value: Theme; label: string; isChosen: boolean; pressed: 'true' | 'false' }[] {
    return themes.map((choice) => {
      const isChosen = choice.value === this.theme;
      return { ...choice, isChosen, pressed: isChosen ? 'true' : 'false' };
    });
  }

  handleSkip(): void {
    this.dispatchEvent(new CustomEvent('skip'));
  }

  handleTheme(event: Event): void {
    const { currentTarget } = event;
    const choice = themes.find(
      ({ value }) => currentTarget instanceof HTMLElement && value === currentTarget.dataset['theme'],
    );
    if (choice === undefined) return;
    this.theme = choice.value;
    chooseTheme(choice.value);
  }

  handleSearch(event: CustomEvent<{ readonly value: string }>): void {
    this.searchText = event.detail.value;
  }

  handleChoose(event: Event): void {
    const { currentTarget } = event;
    if (currentTarget instanceof HTMLElement) void logInAs(currentTarget.dataset['username'] ?? '');
  }

  handleLogOut(): void {
    signOut();
    location.assign('/');
  }
}
