import {
  ageEffect,
  closedLost,
  closedWon,
  closeDates,
  dormant as dormancy,
  expectedDays,
  openStages,
  quality as weights,
  quarterEnd,
  requote,
  winPerWeek,
} from '../ground-truth.ts';
import { normal, type Random } from '../random.ts';
import type { Person, SalesForce } from '../company/sales-force.ts';
import { judgedCategory } from './judgement.ts';
import { DayTable } from './day-table.ts';
import { succeed, type Owner } from './owner.ts';

/** The deal as the CRM shows it from a day on. */
export interface DealEvent {
  readonly day: number;
  readonly stage: string;
  readonly probability: number;
  readonly category: string;
  /** Amount relative to the first quote. */
  readonly factor: number;
  readonly closeOn: number;
  readonly by: Person;
  /** Number of open stages passed. */
  readonly depth: number;
}

export interface DealPath {
  readonly events: readonly DealEvent[];
  readonly owner: Owner;
}

export interface DealStart {
  readonly day: number;
  readonly owner: Owner;
  /** Hidden quality and visible signals together. */
  readonly quality: number;
}

export interface World {
  readonly force: SalesForce;
  readonly days: DayTable;
  /** Last day of the simulation. */
  readonly today: number;
}

/** A day on which sales people like to expect things: the end of a quarter or month, or just that day. */
const likedDay = (random: Random, days: DayTable, day: number): number => {
  const chance = random();
  if (chance < closeDates.quarterEnd) return days.quarterEnd(day);
  return chance < closeDates.quarterEnd + closeDates.monthEnd ? days.monthEnd(day) : DayTable.workday(day);
};

const expectedClose = (random: Random, days: DayTable, owner: Owner, from: number, usual: number): number => {
  const left = usual * owner.effect.expectedTime * Math.exp(expectedDays.spread * normal(random));
  return likedDay(random, days, from + Math.max(5, Math.round(Math.min(left, 600))));
};

/**
 * One deal from its beginning to its end or to today: week by week it is lost, moves on, is won, or is pushed.
 * All chance comes from `random`, in an order that does not depend on anything else.
 */
export const simulatePath = (random: Random, start: DealStart, { force, days, today }: World): DealPath => {
  const events: DealEvent[] = [];
  let { owner } = start;
  let stage = 0;
  let dormant = false;
  let factor = 1;
  let closeOn = expectedClose(random, days, owner, start.day, expectedDays.start);
  let category: string = judgedCategory(random, owner, 0);
  const advance = Math.exp(weights.advance * start.quality);
  const lose = Math.exp(weights.lose * start.quality);

  const note = (day: number, name: string, probability: number): void => {
    events.push({ day, stage: name, probability, category, factor, closeOn, by: owner.person, depth: stage });
  };
  const noteOpen = (day: number): void => {
    const open = openStages[stage];
    if (open !== undefined) note(day, open.name, open.probability);
  };
  const push = (day: number): void => {
    closeOn = expectedClose(random, days, owner, day, (expectedDays.afterStage[stage] ?? 30) * 0.6);
    noteOpen(day);
  };
  const moveOn = (day: number): void => {
    stage += 1;
    category = judgedCategory(random, owner, stage);
    if (random() < requote.chance) factor *= Math.exp(owner.effect.amountDrift + requote.spread * normal(random));
    if (random() < closeDates.revisedOnAdvance) {
      closeOn = expectedClose(random, days, owner, day, expectedDays.afterStage[stage] ?? 30);
    }
    noteOpen(day);
  };

  noteOpen(start.day);
  for (let week = 0, last = start.day; ; week += 1) {
    const day = DayTable.workday(start.day + 7 * week + 1 + Math.floor(random() * 7));
    if (day > today) return { events, owner };
    const succession = succeed(random, force, owner, last, day);
    ({ owner } = succession);
    last = day;
    const sloppiness = owner.sloppy ? dormancy.sloppyFactor : 1;
    dormant ||= succession.orphaned || random() < dormancy.perWeek * sloppiness;
    const daysLeft = days.quarterEnd(day) - day;
    const open = openStages[stage];
    if (open === undefined) return { events, owner };
    const isLast = stage === openStages.length - 1;
    const losing = dormant
      ? dormancy.losePerWeek
      : open.losePerWeek * lose * ageEffect(week) * quarterEnd.lose(daysLeft);
    const winning = winPerWeek * Math.exp(weights.win * start.quality + owner.skill) * quarterEnd.win(daysLeft);
    const moving = dormant ? 0 : isLast ? winning : open.advancePerWeek * advance;
    const chance = random();
    if (chance < Math.min(0.8, losing)) {
      // Most lost deals get the day as their date; some keep the one that was expected.
      if (random() < 0.8 || closeOn > day) closeOn = day;
      category = closedLost.category;
      note(day, closedLost.name, closedLost.probability);
      return { events, owner };
    }
    if (chance >= 1 - Math.min(0.95 - Math.min(0.8, losing), moving)) {
      if (isLast) {
        closeOn = day;
        category = closedWon.category;
        note(day, closedWon.name, closedWon.probability);
        return { events, owner };
      }
      moveOn(day);
    } else if (closeOn < day) {
      const tidy = owner.sloppy ? closeDates.pushSloppy : closeDates.pushTidy;
      if (random() < (dormant ? dormancy.pushPerWeek : tidy)) push(day);
    }
  }
};
