import type { KubernetesObject, Pod, SecretObject } from "../kinds/index.ts";
import { eachOf } from "./each-of.ts";
import type { NotSeen } from "./gather-pods.ts";
import { readList, readObject, type Reader } from "./read.ts";
import { typeOf } from "./resource-type.ts";

/** The pull secrets that pods name; those that are not there, and those that were not shown. */
export interface PullSecrets {
  readonly secrets: readonly SecretObject[];
  /** `NAMESPACE/NAME`. */
  readonly absent: readonly string[];
  /** Secrets of other namespaces that are called as an absent one; `NAMESPACE/NAME`. */
  readonly elsewhere: readonly string[];
  readonly notSeen: readonly NotSeen[];
}

/** Asks for each secret by its name, once, for that is all that a careful role allows; for absent ones whether they are elsewhere. */
export async function gatherPullSecrets(reader: Reader, pods: readonly Pod[]): Promise<PullSecrets> {
  const secrets: SecretObject[] = [];
  const absent: string[] = [];
  const notSeen: NotSeen[] = [];
  await eachOf(new Set(pods.flatMap(secretNames)), async (full) => {
    const [namespace, name = ""] = full.split("/");
    const read = await readObject(reader, { type: typeOf("secrets"), namespace }, name);
    if (read.ok) secrets.push(read.value);
    else if (read.fault.code === "CLUSTER_NOT_FOUND") absent.push(full);
    else notSeen.push({ what: `secret ${full}`, fault: read.fault });
  });
  const elsewhere: string[] = [];
  await eachOf(new Set(absent.map((full) => full.split("/")[1] ?? "")), async (name) => {
    const query = { fieldSelector: `metadata.name=${name}`, metadataOnly: true } as const;
    const found = await readList(reader, { type: typeOf("secrets") }, query);
    if (found.ok) elsewhere.push(...found.value.map(({ metadata }) => `${metadata.namespace ?? ""}/${name}`));
    else notSeen.push({ what: `secrets "${name}" of other namespaces`, fault: found.fault });
  });
  return { secrets, absent, elsewhere, notSeen };
}

function secretNames({ metadata, spec }: Pod): readonly string[] {
  const { namespace = "default" } = metadata;
  return (spec.imagePullSecrets ?? []).flatMap(({ name = "" }) => (name === "" ? [] : `${namespace}/${name}`));
}

export function isPod(object: KubernetesObject): object is Pod {
  return object.kind === "Pod" && object.apiVersion === "v1";
}
