import { dayOf, quarterIndex, quarterStart } from '../../import/calendar.ts';
import { slug } from '../../import/values/text.ts';
import { people, reorganisation, reps as repSpread, repStyles, type RepStyle } from '../ground-truth.ts';
import { normal, pick, pickWeighted, shuffled, wholeBetween, type Random } from '../random.ts';
import { firstNames, lastNames, trickyPeople } from './names.ts';

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
}

export interface Team {
  readonly index: number;
  readonly city: string;
  /** Region before and after the re-organisation. */
  readonly regionBefore: number;
  readonly region: number;
  readonly manager: Person;
}

/** A sales person with what the process knows about them. Days are day numbers. */
export interface Rep extends Person {
  readonly index: number;
  readonly seat: number;
  readonly hiredOn: number;
  /** −1 while employed. */
  readonly leftOn: number;
  readonly style: RepStyle;
  readonly skill: number;
  readonly activity: number;
  readonly sloppy: boolean;
}

export interface Seat {
  readonly index: number;
  readonly team: number;
  readonly teamBefore: number;
  readonly reps: readonly Rep[];
}

export interface SalesForce {
  readonly vicePresident: Person;
  readonly directors: readonly Person[];
  readonly teams: readonly Team[];
  readonly seats: readonly Seat[];
  readonly reps: readonly Rep[];
  /** First day of the re-organisation. */
  readonly reorganisedOn: number;
}

export const regions: readonly string[] = ['North and East', 'West and Centre', 'South and Alps'];
const cities: readonly (readonly [city: string, regionBefore: number, region: number])[] = [
  ['Hamburg', 0, 0],
  ['Leipzig', 0, 0],
  ['Düsseldorf', 1, 1],
  ['Frankfurt', 2, 1],
  ['München', 2, 2],
  ['Zürich', 2, 2],
];

/** Gives out people whose user names are all different. */
const nameGiver = (random: Random): ((name?: readonly [string, string]) => Person) => {
  const taken = new Set<string>();
  return (name) => {
    for (;;) {
      const [firstName, lastName] = name ?? [pick(random, firstNames), pick(random, lastNames)];
      const username = `${slug(`${firstName} ${lastName}`)}@nordlicht.example`;
      if (taken.has(username)) continue;
      taken.add(username);
      return { firstName, lastName, username };
    }
  };
};

interface Occupation {
  readonly hiredOn: number;
  readonly leftOn: number;
}

/** Who sits on each seat when: from the start, opened later, left, replaced. */
const occupations = (random: Random, start: number, today: number): readonly (readonly Occupation[])[] => {
  const atStart = Array.from({ length: people.seatsAtStart }, (): Occupation[] => [
    { hiredOn: start - wholeBetween(random, 200, 2400), leftOn: -1 },
  ]);
  const later = Array.from({ length: people.seatsOpenedLater }, (_, index): Occupation[] => {
    const share = (index + 0.5) / people.seatsOpenedLater;
    return [{ hiredOn: Math.round(start + share * (today - start - 60)), leftOn: -1 }];
  });
  const leavers = shuffled(random, [...atStart.keys()]).slice(0, people.departures);
  for (const [order, seat] of leavers.entries()) {
    const share = (order + random()) / people.departures;
    const leftOn = Math.round(start + 120 + share * (today - start - 200));
    const [first] = atStart[seat] ?? [];
    if (first === undefined) continue;
    const left = { ...first, leftOn };
    const hiredOn = leftOn + people.vacancyDays;
    const replaced = order < people.departuresReplaced && hiredOn < today;
    atStart[seat] = replaced ? [left, { hiredOn, leftOn: -1 }] : [left];
  }
  return [...atStart, ...later];
};

/** Draws the sales force: its people, who joined and left when, and the re-organisation. */
export const drawSalesForce = (random: Random, start: number, today: string): SalesForce => {
  const person = nameGiver(random);
  const vicePresident = person(['Henrike', 'Sturmhöfel']);
  const directors = regions.map(() => person());
  const teams = cities.map(([city, regionBefore, region], index) => ({
    index,
    city,
    regionBefore,
    region,
    manager: person(),
  }));
  const styles = Object.entries(repStyles).map(([style, { share }]) => [style as RepStyle, share] as const);
  const moved = new Set(shuffled(random, [...Array(people.seatsAtStart).keys()]).slice(0, reorganisation.seatsMoved));
  const reps: Rep[] = [];
  const seats = occupations(random, start, dayOf(today)).map((occupants, index): Seat => {
    const teamBefore = index % people.teams;
    const team = moved.has(index) ? (teamBefore + 1) % people.teams : teamBefore;
    const own = occupants.map(({ hiredOn, leftOn }): Rep => {
      const rep = {
        ...person(trickyPeople[reps.length - 8]),
        index: reps.length,
        seat: index,
        hiredOn,
        leftOn,
        style: pickWeighted(random, styles),
        skill: repSpread.skill * normal(random),
        activity: repSpread.activity * normal(random),
        sloppy: random() < repSpread.sloppyShare,
      };
      reps.push(rep);
      return rep;
    });
    return { index, team, teamBefore, reps: own };
  });
  const reorganisedOn = dayOf(quarterStart(quarterIndex(today, 1) - reorganisation.quartersAgo, 1));
  return { vicePresident, directors, teams, seats, reps, reorganisedOn };
};

/** The team that a seat belongs to on a day. */
export const teamOn = (force: SalesForce, seat: Seat, day: number): number =>
  day < force.reorganisedOn ? seat.teamBefore : seat.team;

/** Share of full output that a rep brings on a day: 0 outside the employment, ramping up after it begins. */
export const presence = (rep: Rep, day: number): number => {
  if (day < rep.hiredOn || (rep.leftOn >= 0 && day >= rep.leftOn)) return 0;
  const ramp = (day - rep.hiredOn) / repSpread.rampDays;
  return ramp >= 1 ? 1 : repSpread.rampStart + (1 - repSpread.rampStart) * ramp;
};
