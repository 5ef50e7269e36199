import { base64, utf8Bytes } from "../../base/index.ts";
import { isMinor, type Minor, type World, type WorldAction } from "../../kinds/index.ts";
import { isMode, type Mode } from "./modes.ts";

/** What an address says: `#/<scenario>?mode=&step=&seed=&k=&a=`. What it leaves out is as the world says. */
export interface Link {
  readonly scenario: string;
  readonly mode: Mode;
  readonly step?: string;
  readonly seed?: number;
  readonly kubelet?: Minor;
  /** What the learner did, in place of what the world's own actions do from then on. */
  readonly actions?: readonly WorldAction[];
}

const FIRST = "wrong-tag";
const LARGEST_SEED = 2 ** 32 - 1;

/** Reads an address. Parts that nobody can read count as left out. */
export function parseLink(hash: string): Link {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const search = new URLSearchParams(query);
  const mode = search.get("mode") ?? "";
  const step = search.get("step") ?? "";
  const seed = Number(search.get("seed") ?? Number.NaN);
  const kubelet = search.get("k") ?? "";
  const actions = readActions(search.get("a") ?? "");
  return {
    scenario: /^[a-z0-9-]+$/.test(path) ? path : FIRST,
    mode: isMode(mode) ? mode : "visualize",
    ...(step === "" ? {} : { step }),
    ...(Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED ? { seed } : {}),
    ...(isMinor(kubelet) ? { kubelet } : {}),
    ...(actions === undefined ? {} : { actions }),
  };
}

export function formatLink({ scenario, mode, step, seed, kubelet, actions }: Link): string {
  const search = new URLSearchParams();
  if (mode !== "visualize") search.set("mode", mode);
  if (step !== undefined) search.set("step", step);
  if (seed !== undefined) search.set("seed", `${seed}`);
  if (kubelet !== undefined) search.set("k", kubelet);
  if (actions !== undefined) search.set("a", written(actions));
  const query = search.toString();
  return `#/${scenario}${query === "" ? "" : `?${query}`}`;
}

function written(actions: readonly WorldAction[]): string {
  return base64(utf8Bytes(JSON.stringify(actions)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Commands only: whoever sends an address may make a cluster in the page do things, and nothing else. */
function readActions(text: string): readonly WorldAction[] | undefined {
  if (text === "") return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) && value.length <= MOST && value.every(isAction) ? (value as WorldAction[]) : undefined;
  } catch {
    return undefined;
  }
}

/** What an address wants something done to and the world has not; undefined where all is there. */
export function strangerIn({ registries, nodes }: World, actions: readonly WorldAction[] = []): string | undefined {
  const known = new Set([...registries.map(({ host }) => host), ...nodes.map(({ name }) => name)]);
  return actions
    .flatMap((action) => ("registry" in action ? action.registry : "node" in action ? action.node : []))
    .find((name) => !known.has(name));
}

/** Nobody waits longer than a month of virtual time, nor does more than this many things. */
const LATEST = 30 * 24 * 3_600_000;
const MOST = 500;

function isAction(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { at, run, registry, node, change, stdin } = value as Readonly<Record<string, unknown>>;
  if (typeof at !== "number" || !Number.isFinite(at) || at < 0 || at > LATEST) return false;
  if (typeof run === "string") return stdin === undefined || typeof stdin === "string";
  return (typeof registry === "string" || typeof node === "string") && typeof change === "object" && change !== null;
}
