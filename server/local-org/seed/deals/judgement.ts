import { openStages, type Category } from '../ground-truth.ts';
import type { Random } from '../random.ts';
import type { Owner } from './owner.ts';

const order: readonly Category[] = ['Pipeline', 'Best Case', 'Commit'];

/** The forecast category that the owner gives a deal on entering a stage: the stage's own, or one beside it. */
export const judgedCategory = (random: Random, owner: Owner, stage: number): Category => {
  const usual = openStages[stage]?.category ?? 'Pipeline';
  const misjudged = random() < owner.effect.misjudges;
  if (!misjudged || stage < 2) return usual;
  const step = owner.style === 'sandbagger' ? -1 : owner.style === 'happy ears' ? 1 : random() < 0.5 ? -1 : 1;
  return order[Math.min(2, Math.max(0, order.indexOf(usual) + step))] ?? usual;
};
