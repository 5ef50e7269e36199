import type { Pod, SchedulerRules } from "../../../kinds/index.ts";
import type { Problem } from "./problem.ts";

const NOT_HELPFUL = "Preemption is not helpful for scheduling";
const NO_VICTIMS = "No preemption victims found for incoming pod";

interface Refusal {
  readonly pod: Pod;
  /** Problems of each node. */
  readonly nodes: readonly (readonly Problem[])[];
  /** Why no node is asked at all. */
  readonly before?: string | undefined;
}

/** The scheduler's sentence: problems with their counts, sorted as texts, then what preemption could do. */
export function refusalText({ pod, nodes, before }: Refusal, rules: SchedulerRules): string {
  if (nodes.length === 0) return "no nodes available to schedule pods";
  const available = `0/${nodes.length} nodes are available`;
  const reasons = before ?? histogram(nodes.flatMap((problems) => problems.map(({ reason }) => reason)));
  const claims = rules.looksAtClaims ? "no new claims to deallocate, " : "";
  return `${available}: ${reasons}. ${claims}preemption: ${preemption({ pod, nodes, before }, available)}`;
}

function preemption({ pod, nodes, before }: Refusal, available: string): string {
  const { preemptionPolicy } = pod.spec as { readonly preemptionPolicy?: string };
  if (preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const hopes = nodes.map((problems) =>
    before !== undefined || problems.some(({ isFinal }) => isFinal) ? NOT_HELPFUL : NO_VICTIMS,
  );
  return `${available}: ${histogram(hopes)}.`;
}

function histogram(texts: readonly string[]): string {
  const counted = [...new Set(texts)].map((text) => `${texts.filter((other) => other === text).length} ${text}`);
  return counted.sort().join(", ");
}
