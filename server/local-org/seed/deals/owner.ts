import { people, reorganisation, repStyles, type StyleEffect } from '../ground-truth.ts';
import { pick, type Random } from '../random.ts';
import { presence, teamOn, type Person, type Rep, type SalesForce } from '../company/sales-force.ts';

/** Who works a deal, and how. */
export interface Owner {
  readonly person: Person;
  /** Absent for a team's manager. */
  readonly rep?: Rep;
  readonly team: number;
  readonly effect: StyleEffect;
  readonly style: keyof typeof repStyles;
  readonly skill: number;
  readonly sloppy: boolean;
}

export const repOwner = (force: SalesForce, rep: Rep): Owner => {
  const { person, team } = { person: rep, team: force.seats[rep.seat]?.team ?? 0 };
  return { person, rep, team, effect: repStyles[rep.style], style: rep.style, skill: rep.skill, sloppy: rep.sloppy };
};

export const managerOwner = (force: SalesForce, team: number): Owner => {
  const manager = force.teams[team]?.manager ?? force.vicePresident;
  return { person: manager, team, effect: repStyles.steady, style: 'steady', skill: 0.1, sloppy: false };
};

/** What becomes of a deal's owner on a day: the same, a colleague, or nobody (the deal stays with an inactive user). */
export type Succession = { readonly owner: Owner; readonly orphaned: boolean };

const colleague = (random: Random, force: SalesForce, team: number, day: number): Owner | undefined => {
  const present = force.reps.filter((rep) => {
    const seat = force.seats[rep.seat];
    return seat !== undefined && teamOn(force, seat, day) === team && presence(rep, day) > 0;
  });
  return present.length === 0 ? undefined : repOwner(force, pick(random, present));
};

/**
 * Hands open deals over where their owner left, or where the re-organisation moved the owner's seat.
 * @param since Day of the last look; what happened in between is settled now.
 */
export const succeed = (random: Random, force: SalesForce, owner: Owner, since: number, day: number): Succession => {
  const { rep } = owner;
  if (rep === undefined) return { owner, orphaned: false };
  if (rep.leftOn > since && rep.leftOn <= day) {
    const next = random() < people.reassigned ? colleague(random, force, owner.team, day) : undefined;
    return next === undefined ? { owner, orphaned: true } : { owner: next, orphaned: false };
  }
  const seat = force.seats[rep.seat];
  const moved = seat !== undefined && seat.team !== seat.teamBefore;
  if (moved && force.reorganisedOn > since && force.reorganisedOn <= day && random() < reorganisation.dealsHandedOver) {
    const next = colleague(random, force, seat.teamBefore, day);
    return { owner: next ?? owner, orphaned: false };
  }
  return { owner, orphaned: false };
};
