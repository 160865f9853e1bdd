/** How far a run has come: the step's name and, where it can be counted, how much of it is done. */
export interface Progress {
  readonly step: string;
  readonly done?: number;
  readonly total?: number;
}

export type ProgressListener = (progress: Progress) => void;
