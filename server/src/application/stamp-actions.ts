import type { Actions } from './ports/actions.ts';
import { CrmFailure } from './ports/crm-failure.ts';

const mostAtOnce = 200;
const mostTold = 5;

/**
 * Stamps actions that were done or dropped with the instant of it, and clears it from those that were opened again; at
 * most 200 a call, the next call goes on.
 * @returns What could not be written, in words; nothing here keeps a run from going on.
 */
export const stampActions = async (actions: Actions): Promise<readonly string[]> => {
  try {
    const due = await actions.unsettled(mostAtOnce);
    if (due.length === 0) return [];
    const refused = (await actions.write(due)).filter(({ reason }) => reason !== undefined);
    const told = refused.slice(0, mostTold).map(({ id, reason }) => `Action ${id} was not stamped: ${reason ?? ''}`);
    const rest = refused.length - told.length;
    return rest > 0 ? [...told, `${rest} more actions were not stamped.`] : told;
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    return [`Actions were not stamped: ${error.message}`];
  }
};
