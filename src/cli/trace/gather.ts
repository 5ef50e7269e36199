import { failed, type Outcome } from "../../base/index.ts";
import type { KubernetesObject, World } from "../../kinds/index.ts";
import { worldOfObjects } from "../../sandbox/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { Input } from "../io.ts";
import { gatherManifests } from "../manifests.ts";
import { namedWorld } from "../worlds/named-world.ts";
import type { TraceTarget } from "./options.ts";

type ManifestTarget = Extract<TraceTarget, { kind: "manifests" }>;

/** Reads the world that is to be run, or makes it from manifests. */
export async function gatherWorld(target: TraceTarget, input: Input): Promise<Outcome<World, Fault>> {
  return target.kind === "world"
    ? namedWorld(target.world, `For manifests use -f: \`pullwhy trace -f ${target.world}\``)
    : worldOfManifests(target, input);
}

async function worldOfManifests(target: ManifestTarget, input: Input): Promise<Outcome<World, Fault>> {
  const { filenames, namespace, answer, platform } = target;
  const manifests = await gatherManifests(filenames, input);
  if (!manifests.ok) return manifests;
  if (manifests.value === undefined) return failed(nothingGiven());
  const { name, objects } = manifests.value;
  const placed = namespace === undefined ? objects : objects.map((object) => inNamespace(object, namespace));
  return worldOfObjects(placed, { name, answer, ...(platform === undefined ? {} : { platform }) });
}

function inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  return { ...object, metadata: { namespace, ...object.metadata } };
}

function nothingGiven(): Fault {
  const hint = "`pullwhy worlds` lists the worlds that ship; `pullwhy trace wrong-tag` runs one";
  return cliFault("CLI_USAGE", "Nothing to trace: a WORLD, -f FILE or manifests on standard input are wanted", hint);
}
