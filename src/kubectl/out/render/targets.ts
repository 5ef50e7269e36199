import { failed, type JsonObject, ok, type Outcome } from "../../../base/index.ts";
import { type ApiResource, findResource } from "../../../kinds/index.ts";
import { listKind, nameOf } from "../metadata.ts";
import { notFoundText, refused, serverError, type Shown } from "./shown.ts";
import type { Scene } from "./scene.ts";

/** Objects of one type that a command line names. */
export interface Target {
  readonly type: ApiResource;
  readonly objects: readonly JsonObject[];
  /** All were asked for: then the type counts even where there are none. */
  readonly isList: boolean;
  /** Names that nothing was found under. */
  readonly missing: readonly string[];
}

/** Reads `pods`, `pods,events`, `pod web db`, `pod/web deploy/web` and finds what they mean. */
export function findTargets(words: readonly string[], scene: Scene): Outcome<readonly Target[], Shown> {
  if (words.length === 0) return failed(refused("You must specify the type of resource to get."));
  const wanted = words[0]?.includes("/") === true ? words.map(slashed) : separate(words);
  const targets: Target[] = [];
  for (const { kind, names } of wanted) {
    const type = findResource(kind);
    if (type === undefined) return failed(refused(`the server doesn't have a resource type "${kind}"`));
    const target = targetOf(type, names, scene);
    const last = targets.at(-1);
    if (last?.type === type) targets.splice(-1, 1, joined(last, target));
    else targets.push(target);
  }
  return ok(targets);
}

/** `pod/a pod/b` is one target. */
function joined(a: Target, b: Target): Target {
  return { ...a, objects: [...a.objects, ...b.objects], missing: [...a.missing, ...b.missing] };
}

/** What was not found, as the server says it; undefined where everything was. */
export function missingText(targets: readonly Target[]): string | undefined {
  const lines = targets.flatMap(({ type, missing }) =>
    missing.map((name) => serverError("NotFound", notFoundText(type, name)).stderr),
  );
  return lines.length === 0 ? undefined : lines.join("");
}

interface Wanted {
  readonly kind: string;
  /** None: all there are. */
  readonly names: readonly string[];
}

function slashed(word: string): Wanted {
  const [kind = "", name = ""] = word.split("/");
  return { kind, names: [name] };
}

function separate([kinds = "", ...names]: readonly string[]): readonly Wanted[] {
  return kinds.split(",").map((kind) => ({ kind, names }));
}

function targetOf(type: ApiResource, names: readonly string[], scene: Scene): Target {
  const all = listKind(scene.objects, type.kind, type.namespaced ? scene.namespace : undefined);
  if (names.length === 0) return { type, objects: all, isList: true, missing: [] };
  const found = names.map((name) => all.find((object) => nameOf(object) === name));
  return {
    type,
    isList: false,
    objects: found.filter((object) => object !== undefined),
    missing: names.filter((_, index) => found[index] === undefined),
  };
}
