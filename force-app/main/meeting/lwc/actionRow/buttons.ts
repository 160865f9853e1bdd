import { isOpen, type Action } from 'c/actionData';
import { fill } from 'c/taktFormat';
import { labels } from './labels';

/** Something to do with an action. */
export interface Button {
  readonly name: 'done' | 'start' | 'edit' | 'drop' | 'reopen';
  readonly label: string;
  /** With the action's name: a list of rows would else hold the same button many times. */
  readonly title: string;
}

const TEXTS: Readonly<Record<Button['name'], string>> = {
  done: labels.DONE,
  start: labels.START,
  edit: labels.EDIT,
  drop: labels.DROP,
  reopen: labels.REOPEN,
};

/** What can be done with an action as far as it has come. */
export const buttonsOf = (action: Action): readonly Button[] => {
  const names: readonly Button['name'][] = !isOpen(action)
    ? ['reopen']
    : action.status === 'Open'
      ? ['done', 'start', 'edit', 'drop']
      : ['done', 'edit', 'drop'];
  return names.map((name) => ({ name, label: TEXTS[name], title: fill(labels.OF, TEXTS[name], action.name) }));
};
