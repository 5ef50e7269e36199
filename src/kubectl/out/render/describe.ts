import type { JsonObject } from "../../../base/index.ts";
import { describeFields } from "../describe/describe.ts";
import { listKind, nameOf } from "../metadata.ts";
import type { Scene } from "./scene.ts";
import { printed, refused, type Shown } from "./shown.ts";
import { findTargets, missingText, type Target } from "./targets.ts";

/** `kubectl describe`; a name that is not there stands for all that begin with it. */
export function renderDescribe(scene: Scene): Shown {
  const found = findTargets(scene.words, scene);
  if (!found.ok) return found.fault;
  const unknown = found.value.find(
    ({ objects: [object] }) => object !== undefined && describeFields(object, scene) === undefined,
  );
  if (unknown !== undefined) return refused(`${unknown.type.kind} is not described here`);
  const stdout = textsOf(found.value, scene).join("\n\n");
  const missing = missingText(found.value);
  if (missing !== undefined && stdout === "") return byPrefix(found.value, scene, missing);
  if (missing !== undefined) return { stdout, stderr: missing, exitCode: 1 };
  return printed(stdout, stdout === "" ? nothingFound(scene) : "");
}

function textsOf(targets: readonly Target[], scene: Scene): readonly string[] {
  return targets.flatMap(({ objects }) => objects.map((object) => describedOrEmpty(object, scene)));
}

function describedOrEmpty(object: JsonObject, scene: Scene): string {
  return describeFields(object, scene) ?? "";
}

/** Only for one type and one name, as kubectl does. */
function byPrefix([target, ...others]: readonly Target[], scene: Scene, missing: string): Shown {
  const [prefix = "", ...names] = target?.missing ?? [];
  const isOne = target !== undefined && others.length + names.length === 0 && scene.words.length === 2;
  const matching = isOne
    ? listKind(scene.objects, target.type.kind, scene.namespace).filter((object) => nameOf(object).startsWith(prefix))
    : [];
  if (matching.length === 0) return { stdout: "", stderr: missing, exitCode: 1 };
  return printed(matching.map((object) => `${describedOrEmpty(object, scene)}\n`).join(""));
}

function nothingFound({ namespace }: Scene): string {
  return namespace === undefined ? "No resources found\n" : `No resources found in ${namespace} namespace.\n`;
}
