import { isJsonObject } from "../../base/index.ts";
import { diagnose } from "../../diagnosis/index.ts";
import { type KubernetesObject, type Minor, type Pod, rulesOf, type World } from "../../kinds/index.ts";
import { podColumns, snapshotOfObjects } from "../../kubectl/index.ts";
import type { Recording } from "../../sandbox/index.ts";
import { stateOf } from "../tone.ts";

/** What a pod that fails shows to whoever looks at it with kubectl. */
export interface Symptom {
  readonly pod: string;
  /** STATUS, as kubectl shows it at that moment. */
  readonly status: string;
  /** What the events say, in the words of kubelet and runtime. */
  readonly says: string;
  /** What it may be a sign of, in the taxonomy of diagnoses, the likeliest first; not told to whoever has to find it. */
  readonly causes: readonly string[];
}

/** The symptoms of all pods at a moment of a run. */
export async function symptomsAt(
  recording: Pick<Recording, "show">,
  { world, kubelet, at }: { readonly world: Pick<World, "start">; readonly kubelet: Minor; readonly at: number },
): Promise<readonly Symptom[]> {
  const { stdout } = await recording.show("get pods,events,secrets -A -o json", at);
  const now = Date.parse(world.start) + at;
  const rules = rulesOf(kubelet);
  const objects = itemsIn(stdout);
  const verdicts = diagnose(snapshotOfObjects(objects, { now, origin: "cluster" }), { rules });
  const shown = new Map(
    objects
      .filter((object): object is Pod => object.kind === "Pod")
      .map((pod) => [`${pod.metadata.namespace}/${pod.metadata.name}`, podColumns(pod, rules.printer).status]),
  );
  return verdicts.flatMap(({ cause, alternatives, pods, evidence }) => {
    const said = (evidence.find(({ origin }) => origin === "event") ?? evidence[0])?.text ?? "";
    const says = said.replace(/^\w+ ago  /, "");
    const causes = [cause, ...alternatives.map((each) => each.cause)];
    return pods.map((pod) => ({ pod, status: shown.get(pod) ?? "", says, causes }));
  });
}

/** Whether two pods look alike from outside: the same state and HTTP status, and what is likeliest for one fits the other. */
export function looksLike(one: Symptom, other: Symptom): boolean {
  const fits = ({ causes: [likeliest = ""] }: Symptom, { causes }: Symptom): boolean => causes.includes(likeliest);
  const isSame = stateOf(one.status) === stateOf(other.status) && httpStatusOf(one) === httpStatusOf(other);
  return isSame && fits(one, other) && fits(other, one);
}

/** What a registry has answered, where the event says it. */
function httpStatusOf({ says }: Symptom): string | undefined {
  return /\b[45]\d\d(?= [A-Z])/.exec(says)?.[0];
}

function itemsIn(text: string): readonly KubernetesObject[] {
  const list: unknown = text === "" ? undefined : JSON.parse(text);
  const items = isJsonObject(list) ? list["items"] : undefined;
  return Array.isArray(items) ? (items as readonly KubernetesObject[]) : [];
}
