import { SeededRandom } from "../../base/index.ts";
import { CAUSES, diagnose, findCause } from "../../diagnosis/index.ts";
import { type Minor, rulesOf, type World } from "../../kinds/index.ts";
import { readPaste } from "../../kubectl/index.ts";
import { showWorld } from "../../sandbox/index.ts";

/** What a learner is to find out: which causes fit what kubectl shows, among some. */
export interface DiagnosisTask {
  /** Virtual milliseconds of the moment that is looked at. */
  readonly at: number;
  readonly options: readonly { readonly id: string; readonly title: string; readonly fits: boolean }[];
  /** What proves it, in the words of kubectl. */
  readonly proof: readonly string[];
  readonly fix: readonly string[];
}

const MINUTE = 60_000;
const OTHERS = 5;

/** Undefined where nothing is wrong after a minute, or nothing that can be told from outside. */
export async function diagnosisTask(
  world: World,
  { seed, kubelet }: { readonly seed: number; readonly kubelet: Minor },
): Promise<DiagnosisTask | undefined> {
  const { stdout } = await showWorld(world, "describe pods -A", { seed, kubelet, for: MINUTE });
  const [verdict] = diagnose(await readPaste(stdout), { rules: rulesOf(kubelet) });
  if (verdict === undefined || verdict.cause === "unknown") return undefined;
  const fits = [verdict.cause, ...verdict.alternatives.map(({ cause }) => cause)];
  const random = new SeededRandom(seed);
  const others = CAUSES.filter(({ id }) => !fits.includes(id) && !id.startsWith("nm-"))
    .map(({ id }) => ({ id, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, OTHERS);
  const all = [...fits, ...others.map(({ id }) => id)].toSorted();
  return {
    at: MINUTE,
    options: all.map((id) => ({ id, title: findCause(id)?.title ?? id, fits: fits.includes(id) })),
    proof: verdict.evidence.map(({ text }) => text),
    fix: verdict.fix,
  };
}
