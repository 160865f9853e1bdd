import type { ObjectLayout } from '../app-model.ts';
import { ResourceCache, type Listener } from '../client/resource.ts';
import { send } from './services.ts';
import { WatchingAdapter, type Watch } from './watching-adapter.ts';

const layouts = new ResourceCache<ObjectLayout>();

const isLayout = (answer: unknown): answer is ObjectLayout =>
  typeof answer === 'object' && answer !== null && 'listViews' in answer;

const load = async (path: string): Promise<ObjectLayout> => {
  const answer = await send('GET', path);
  if (isLayout(answer)) return answer;
  throw new TypeError('The shell’s server answered with something else than a layout.');
};

/** The wire adapter of how an object's lists and records are laid out. */
export class getObjectLayout extends WatchingAdapter<{ objectApiName?: string }, ObjectLayout> {
  protected watching({ objectApiName }: { objectApiName?: string }): Watch<ObjectLayout> | undefined {
    if (objectApiName === undefined || objectApiName === '') return undefined;
    const key = `/shell/objects/${objectApiName}`;
    return { key, start: (listener: Listener<ObjectLayout>) => layouts.watch(key, () => load(key), listener).stop };
  }
}
