import type { Pulse } from './crm-watch.ts';

/** The one settings record that every screen takes freshness from. Throws CrmFailure. */
export interface Settings {
  /** After a good run: all result rows are now as of this instant. @throws Fenced where the run is another's by now. */
  publish(published: {
    readonly runId: string;
    readonly worker: string;
    readonly asOf: string;
    readonly currency: string;
    readonly formulaVersion: string;
    readonly companionVersion: string;
  }): Promise<void>;
  heartbeat(pulse: Pulse): Promise<void>;
}
