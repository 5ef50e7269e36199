import { listAt, textAt, valueAt } from "../../../base/index.ts";
import type { Container, Pod } from "../../../kinds/index.ts";
import type { KubeletApi } from "../../ports.ts";

export type Environment = Pick<KubeletApi, "secret" | "configMap">;

/** Where values of a container's environment may come from. */
const SOURCES = [
  { kind: "ConfigMap", whole: "configMapRef", one: "configMapKeyRef" },
  { kind: "Secret", whole: "secretRef", one: "secretKeyRef" },
] as const;

/** What of the container's environment is not there (`makeEnvironmentVariables` in kubelet_pods.go); undefined: nothing. */
export function environmentFault(pod: Pod, container: Container, api: Environment): string | undefined {
  if (api.configMap === undefined) return undefined;
  const { namespace = "" } = pod.metadata;
  const look = (reference: unknown, kind: Kind): string | undefined =>
    valueAt(reference, "optional") === true ? undefined : problemOf(api, { namespace, kind, reference });
  for (const entry of [...listAt(container, "envFrom"), ...listAt(container, "env")]) {
    for (const { kind, whole, one } of SOURCES) {
      const reference = valueAt(entry, whole) ?? valueAt(entry, "valueFrom", one);
      const problem = reference === undefined ? undefined : look(reference, kind);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

type Kind = (typeof SOURCES)[number]["kind"];

interface Wanted {
  readonly namespace: string;
  readonly kind: Kind;
  readonly reference: unknown;
}

function problemOf(api: Environment, { namespace, kind, reference }: Wanted): string | undefined {
  const name = textAt(reference, "name") ?? "";
  const key = textAt(reference, "key");
  const found = kind === "Secret" ? api.secret(namespace, name) : api.configMap?.(namespace, name);
  if (found === undefined) return `${kind.toLowerCase()} "${name}" not found`;
  const isThere = ["data", "binaryData"].some((field) => valueAt(found, field, key ?? "") !== undefined);
  return key === undefined || isThere ? undefined : `couldn't find key ${key} in ${kind} ${namespace}/${name}`;
}
