import type { ActionInfo, Meeting } from 'c/actionData';
import { labels } from './labels';

/** A choice of a select. */
export interface FormOption {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

/** The CRM's values, and the one in use where it is none of them any more. */
export const priorityOptions = ({ priorities }: ActionInfo, chosen: string): readonly FormOption[] => {
  const known = priorities.some(({ value }) => value === chosen);
  const all = known ? priorities : [{ value: chosen, label: chosen === '' ? '—' : chosen }, ...priorities];
  return all.map((option) => ({ ...option, selected: option.value === chosen }));
};

/** No meeting, then the latest first; a meeting too old for the list stays where it is chosen. */
export const meetingOptions = (
  meetings: readonly Meeting[],
  chosen: string,
  chosenName: string | undefined,
): readonly FormOption[] => {
  const known = chosen === '' || meetings.some(({ id }) => id === chosen);
  const all = [
    { value: '', label: labels.NO_MEETING },
    ...(known ? [] : [{ value: chosen, label: chosenName ?? chosen }]),
    ...meetings.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return all.map((option) => ({ ...option, selected: option.value === chosen }));
};
