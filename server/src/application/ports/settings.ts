/** The one settings record that every screen takes freshness from. Throws CrmFailure. */
export interface Settings {
  /** After a good run: all result rows are now as of this instant. */
  publish(published: {
    readonly runId: string;
    readonly asOf: string;
    readonly currency: string;
    readonly formulaVersion: string;
    readonly companionVersion: string;
  }): Promise<void>;
  heartbeat(at: string, companionVersion: string): Promise<void>;
}
