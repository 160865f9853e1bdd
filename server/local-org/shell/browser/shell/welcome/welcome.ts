import { LightningElement } from 'lwc';
import type { DemoUser } from '../../../app-model.ts';
import { loadUsers, logInAs, matching } from '../../people-client.ts';

interface Group {
  readonly key: string;
  readonly heading: string;
  readonly users: readonly DemoUser[];
}

const headings: readonly (readonly [DemoUser['reach'], string])[] = [
  ['everything', 'See the whole company'],
  ['team', 'Lead a team'],
  ['meetings', 'Lead the meetings'],
  ['own', 'Sell'],
  ['none', 'Have no access, to see what that looks like'],
];

const manyPeople = 12;

/** The door: who do you want to be? */
export default class Welcome extends LightningElement {
  private users: readonly DemoUser[] | undefined;
  private searchText = '';
  private failure = '';

  connectedCallback(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    document.title = 'Log in · Takt';
    try {
      this.users = await loadUsers();
    } catch {
      this.failure = 'The people of this org could not be loaded. Is it still running?';
    }
  }

  get isLoading(): boolean {
    return this.users === undefined && this.failure === '';
  }

  get isSearchable(): boolean {
    return (this.users?.length ?? 0) > manyPeople;
  }

  get groups(): readonly Group[] {
    const found = matching(this.users ?? [], this.searchText);
    return headings
      .map(([reach, heading]) => ({ key: reach, heading, users: found.filter((user) => user.reach === reach) }))
      .filter(({ users }) => users.length > 0);
  }

  get nobodyFound(): boolean {
    return this.users !== undefined && this.groups.length === 0;
  }

  handleSearch(event: CustomEvent<{ readonly value: string }>): void {
    this.searchText = event.detail.value;
  }

  async handleChoose(event: Event): Promise<void> {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement)) return;
    try {
      await logInAs(currentTarget.dataset['username'] ?? '');
    } catch {
      this.failure = 'Logging in did not work. Is the org still running?';
    }
  }
}
