import type { SchedulerRules } from "../../../kinds/index.ts";
import type { Hope } from "./preemption.ts";
import type { Problem } from "./problem.ts";

interface Refusal {
  /** Problems of each node. */
  readonly nodes: readonly (readonly Problem[])[];
  /** Why no node is asked at all. */
  readonly before?: string | undefined;
  readonly hope: Hope;
}

/** The scheduler's sentence: problems with their counts, sorted as texts, then why preemption does not help. */
export function refusalText({ nodes, before, hope }: Refusal, rules: SchedulerRules): string {
  if (nodes.length === 0) return "no nodes available to schedule pods";
  const available = `0/${nodes.length} nodes are available`;
  const reasons = before ?? histogram(nodes.flatMap((problems) => problems.map(({ reason }) => reason)));
  if ("best" in hope) return `${available}: ${reasons}.`;
  const claims = rules.looksAtClaims ? "no new claims to deallocate, " : "";
  const why = "refusal" in hope ? hope.refusal : `${available}: ${histogram(hope.reasons)}.`;
  return `${available}: ${reasons}. ${claims}preemption: ${why}`;
}

function histogram(texts: readonly string[]): string {
  const counted = [...new Set(texts)].map((text) => `${texts.filter((other) => other === text).length} ${text}`);
  return counted.sort().join(", ");
}
