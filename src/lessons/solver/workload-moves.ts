import { isJsonObject, type JsonObject, objectAt } from "../../base/index.ts";
import { both, command } from "./command.ts";
import type { Move, Situation, Workload } from "./contract.ts";
import { secretNames } from "./secret-moves.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Pods taken away or made anew, as they were or with one thing changed; Deployments restarted or taken back. */
export function workloadMoves(situation: Situation): readonly Move[] {
  return situation.workloads.flatMap((workload) =>
    workload.object.kind === "Pod" ? podMoves(workload, situation) : deploymentMoves(workload),
  );
}

function podMoves({ name, object }: Workload, situation: Situation): readonly Move[] {
  const removal = command(`kubectl delete ${name}`);
  const manifest: unknown = JSON.parse(object.metadata.annotations?.[LAST_APPLIED] ?? "null");
  if (!isJsonObject(manifest)) return [removal];
  const spec = objectAt(manifest, "spec");
  return [
    removal,
    ...variantsOf(spec, situation).map(([says, changed]) =>
      both(removal, applied(name, says, { ...manifest, spec: changed })),
    ),
  ];
}

function applied(name: string, says: string, manifest: JsonObject): Move {
  return command("kubectl apply -f -", { stdin: JSON.stringify(manifest), says: `${name} ${says}` });
}

type Variant = readonly [says: string, spec: JsonObject];

function variantsOf(spec: JsonObject, situation: Situation): readonly Variant[] {
  const containers = spec["containers"];
  const list = Array.isArray(containers) ? containers.filter(isJsonObject) : [];
  const isNever = list.some(({ imagePullPolicy }) => imagePullPolicy === "Never");
  const asked = list.map((container) => ({ ...container, imagePullPolicy: "IfNotPresent" }));
  return [
    ["as it was", spec],
    ...secretNames(situation).map((name): Variant => [
      `with imagePullSecrets: ${name}`,
      { ...spec, imagePullSecrets: [{ name }] },
    ]),
    ...(isNever ? [["with imagePullPolicy: IfNotPresent", { ...spec, containers: asked }] as const] : []),
  ];
}

function deploymentMoves({ name }: Workload): readonly Move[] {
  return ["undo", "restart"].map((what) => command(`kubectl rollout ${what} ${name}`));
}
