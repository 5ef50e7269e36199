import type { World } from "../../kinds/index.ts";
import { handDeeds, paced, type PlaySettings, playScenario } from "../play/index.ts";
import { arrival, type Grade, gradeOf, type Scenario } from "../scenarios/index.ts";
import type { Move, Repair, Situation, Solution } from "./contract.ts";
import { imageMoves } from "./image-moves.ts";
import { planMoves } from "./plan-moves.ts";
import { accountMoves, secretMoves } from "./secret-moves.ts";
import { situationOf } from "./situation.ts";
import { workloadMoves } from "./workload-moves.ts";

/** Dearer repairs are not looked for. */
const MOST = 3;

/**
 * Looks for the cheapest repairs of a scenario among all sets of moves. Within a set what pods read is put right first and pods are made
 * anew last, so that no other order of the same moves could do better. No further move mends what smells.
 */
export async function solve(scenario: Scenario, world: World, options: PlaySettings = {}): Promise<Solution> {
  const situation = await situationOf(scenario, world, options);
  const own = [outsideMoves, secretMoves, accountMoves, imageMoves, workloadMoves].flatMap((make) => make(situation));
  const moves = [...own, ...(await planMoves(situation))];
  const smelling: Solution["smelling"][number][] = [];
  let runs = 0;
  for (let cost = 0; cost <= MOST; cost += 1) {
    const minimal: Repair[] = [];
    for (const repair of repairsOf(moves, cost)) {
      if (smelling.some((other) => other.moves.every((move) => repair.moves.includes(move)))) continue;
      const grade = await graded(repair, { scenario, world, options });
      runs += 1;
      if (grade.kind === "solved") minimal.push(repair);
      if (grade.kind === "smell") smelling.push({ ...repair, findings: grade.findings });
    }
    if (minimal.length > 0) return { scenario, par: cost, minimal, smelling, runs };
  }
  return { scenario, par: undefined, minimal: [], smelling, runs };
}

function outsideMoves({ scenario, world }: Situation): readonly Move[] {
  return handDeeds(scenario, world).map(({ says, deed }) => ({ says: [says], deeds: [deed] }));
}

/** All sets of moves that cost so much, each in the order of the moves. */
function repairsOf(moves: readonly Move[], cost: number): readonly Repair[] {
  if (cost === 0) return [{ moves: [], cost: 0 }];
  return moves.flatMap((move, index) => {
    const rest = cost - move.deeds.length;
    if (rest < 0) return [];
    return repairsOf(moves.slice(index + 1), rest).map((repair) => ({ moves: [move, ...repair.moves], cost }));
  });
}

async function graded(
  { moves }: Repair,
  { scenario, world, options }: { readonly scenario: Scenario; readonly world: World; readonly options: PlaySettings },
): Promise<Grade> {
  const deeds = moves.flatMap((move) => move.deeds);
  const actions = paced(deeds, arrival(scenario, world));
  return gradeOf(await playScenario(scenario, world, { ...options, actions }));
}
