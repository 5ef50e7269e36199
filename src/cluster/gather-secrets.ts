import type { KubernetesObject, Pod, SecretObject } from "../kinds/index.ts";
import { typeOf, type NotSeen } from "./gather-pods.ts";
import { readObject, type Reader } from "./read.ts";

/** The pull secrets that pods name; those that are not there, and those that were not shown. */
export interface PullSecrets {
  readonly secrets: readonly SecretObject[];
  /** `NAMESPACE/NAME`. */
  readonly absent: readonly string[];
  readonly notSeen: readonly NotSeen[];
}

const AT_ONCE = 8;

/** Asks for each secret by its name, once, for that is all that a careful role allows. */
export async function gatherPullSecrets(reader: Reader, pods: readonly Pod[]): Promise<PullSecrets> {
  const names = [...new Set(pods.flatMap(secretNames))];
  const found: { secrets: SecretObject[]; absent: string[]; notSeen: NotSeen[] } = {
    secrets: [],
    absent: [],
    notSeen: [],
  };
  const work = names.values();
  const readAll = async (): Promise<void> => {
    for (const name of work) {
      const [namespace, secret = ""] = name.split("/");
      const read = await readObject(reader, { type: typeOf("secrets"), namespace }, secret);
      if (read.ok) found.secrets.push(read.value);
      else if (read.fault.code === "CLUSTER_NOT_FOUND") found.absent.push(name);
      else found.notSeen.push({ what: `secret ${name}`, fault: read.fault });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readAll));
  return found;
}

function secretNames({ metadata, spec }: Pod): readonly string[] {
  const { namespace = "default" } = metadata;
  return (spec.imagePullSecrets ?? []).flatMap(({ name = "" }) => (name === "" ? [] : `${namespace}/${name}`));
}

export function isPod(object: KubernetesObject): object is Pod {
  return object.kind === "Pod" && object.apiVersion === "v1";
}
