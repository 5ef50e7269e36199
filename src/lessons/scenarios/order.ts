import { LEVELS, type Skill } from "../skills.ts";
import type { Scenario, ScenarioId } from "./contract.ts";
import { SCENARIOS } from "./scenarios.data.ts";

/** The order in which scenarios are best met: easy ones first, and among equals those that ask for fewer skills. */
export function recommendedOrder(): readonly Scenario[] {
  return SCENARIOS.toSorted(
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.skills.length - b.skills.length,
  );
}

/** What is best known before: for each skill the first scenario of an easier level that practises it. Nothing is locked. */
export function prerequisitesOf(scenario: Scenario): readonly ScenarioId[] {
  const easier = recommendedOrder().filter(({ level }) => LEVELS.indexOf(level) < LEVELS.indexOf(scenario.level));
  const first = scenario.skills.flatMap((skill) => easier.find(({ skills }) => skills.includes(skill))?.id ?? []);
  return [...new Set(first)];
}

export interface Learned {
  readonly solved: ReadonlySet<string>;
  /** Share of right answers by skill; a skill that was not practised is absent. */
  readonly shares: ReadonlyMap<Skill, number>;
}

/**
 * What to do next, best first: of what is not solved, that whose prerequisites are, then that which practises what went worst,
 * then the easier one.
 */
export function nextScenarios({ solved, shares }: Learned): readonly Scenario[] {
  const lacks = (scenario: Scenario): number => prerequisitesOf(scenario).filter((id) => !solved.has(id)).length;
  const weakest = ({ skills }: Scenario): number => Math.min(...skills.map((skill) => shares.get(skill) ?? 1));
  return recommendedOrder()
    .filter(({ id }) => !solved.has(id))
    .toSorted((a, b) => lacks(a) - lacks(b) || weakest(a) - weakest(b));
}
