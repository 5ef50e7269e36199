import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

import { describe, expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

/** Layer of each room: a room may import every room of a lower layer. Sub-rooms have rows of their own. */
const LAYERS: Readonly<Record<string, number>> = {
  base: 0,
  kinds: 0,
  reference: 1,
  credentials: 2,
  registry: 2,
  "registry/mirrors": 2,
  cluster: 2,
  kubelet: 3,
  "kubelet/events": 3,
  "kubelet/images": 3,
  "kubelet/pods": 3,
  kubectl: 3,
  "kubectl/out": 3,
  "kubectl/in": 3,
  "kubectl/jsonpath": 3,
  "kubectl/command": 3,
  diagnosis: 4,
  "diagnosis/answers": 4,
  "diagnosis/causes": 4,
  "diagnosis/logins": 4,
  "diagnosis/messages": 4,
  "diagnosis/verdicts": 4,
  "diagnosis/proof": 4,
  "diagnosis/texts": 4,
  sandbox: 4,
  "sandbox/store": 4,
  "sandbox/api": 4,
  "sandbox/controllers": 4,
  "sandbox/registry": 4,
  "sandbox/runtime": 4,
  "sandbox/node": 4,
  "sandbox/world": 4,
  "sandbox/run": 4,
  "sandbox/live": 4,
  remedy: 5,
  controller: 6,
  lessons: 6,
  "lessons/beliefs": 6,
  "lessons/breaking": 6,
  "lessons/labs": 6,
  "lessons/mastery": 6,
  "lessons/play": 6,
  "lessons/practice": 6,
  "lessons/progress": 6,
  "lessons/questions": 6,
  "lessons/reading": 6,
  "lessons/runs": 6,
  "lessons/scenarios": 6,
  "lessons/solver": 6,
  "lessons/words": 6,
  node: 7,
  cli: 7,
  web: 7,
  "web/app": 7,
  "web/browser": 7,
  "web/engine": 7,
  "web/model": 7,
  "web/modes": 7,
  "web/views": 7,
  "web/words": 7,
};

/** Imports within one layer that are allowed; a room and its own sub-rooms always are. */
const SIDEWAYS: Readonly<Record<string, readonly string[]>> = {
  kinds: ["base"],
  credentials: ["reference"],
  registry: ["reference", "credentials"],
  cli: ["node"],
};

/** What must not be reached, however long the chain. */
const FORBIDDEN: readonly (readonly [from: string, to: string])[] = [
  ["kubelet", "registry"],
  ["kubelet", "cluster"],
  ["sandbox", "registry"],
  ["sandbox", "cluster"],
  ["sandbox", "diagnosis"],
  ["sandbox", "remedy"],
  ["web", "cli"],
  ["cli", "web"],
  ["web", "node"],
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly target: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
const imports = files
  .filter((file) => !file.endsWith(".test.ts"))
  .flatMap(importsOf)
  .filter(({ target }) => !target.startsWith(".."));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SRC, file), "utf8");
  const targets = [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, target]) => target ?? "");
  return targets.map((target) => {
    const path = relative(SRC, resolve(SRC, dirname(file), target));
    return { from: roomOf(file), to: roomOf(path), file, target: path };
  });
}

/** The longest row of the table that the path lies in. */
function roomOf(path: string): string {
  const [room = "", inner = ""] = path.split("/");
  return `${room}/${inner}` in LAYERS ? `${room}/${inner}` : room;
}

function mainRoom(room: string): string {
  return room.split("/")[0] ?? "";
}

function allowed({ from, to }: Import): boolean {
  const [own, other] = [mainRoom(from), mainRoom(to)];
  if (own === other) return true;
  if ((LAYERS[to] ?? Infinity) < (LAYERS[from] ?? -1)) return true;
  return SIDEWAYS[own]?.includes(other) ?? false;
}

/** The chain of rooms from `start` to `goal`, or undefined. */
function chain(start: string, goal: string): string[] | undefined {
  const queue: string[][] = [[start]];
  const seen = new Set([start]);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const last = path.at(-1) ?? "";
    if (last === goal) return path;
    for (const next of new Set(imports.filter((i) => mainRoom(i.from) === last).map((i) => mainRoom(i.to)))) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...path, next]);
    }
  }
  return undefined;
}

describe("layers", () => {
  test("the scan sees the code", () => {
    expect(imports.length).toBeGreaterThan(20);
  });

  test("every room stands in the table", () => {
    expect(files.map(roomOf).filter((room) => !(room in LAYERS))).toEqual([]);
  });

  test("rooms import lower layers only", () => {
    expect(imports.filter((edge) => !allowed(edge)).map((edge) => `${edge.file} -> ${edge.target}`)).toEqual([]);
  });

  test("rooms and sub-rooms are entered by their doors", () => {
    const crossing = imports.filter((edge) => edge.from !== edge.to && !insideOwnRoom(edge));
    expect(
      crossing.filter((edge) => !edge.target.endsWith("/index.ts")).map((e) => `${e.file} -> ${e.target}`),
    ).toEqual([]);
  });

  test.each(FORBIDDEN)("%s never reaches %s", (from, to) => {
    expect(chain(from, to)).toBeUndefined();
  });

  test("no cycle between rooms or between sub-rooms", () => {
    expect(cycles()).toEqual([]);
  });
});

/** A sub-room may use files that lie directly in its own room, and the room's door re-exports its sub-rooms. */
function insideOwnRoom({ from, to }: Import): boolean {
  return mainRoom(from) === mainRoom(to) && mainRoom(to) === to;
}

function cycles(): string[] {
  const edges = imports.filter((edge) => edge.from !== edge.to && edge.from.includes("/") === edge.to.includes("/"));
  const graph = new Map<string, Import[]>();
  for (const edge of edges) graph.set(edge.from, [...(graph.get(edge.from) ?? []), edge]);
  return [...graph.keys()].filter((room) => reaches(graph, room));
}

function reaches(graph: Map<string, Import[]>, start: string): boolean {
  const seen = new Set<string>();
  const stack = (graph.get(start) ?? []).map((edge) => edge.to);
  for (let room = stack.pop(); room !== undefined; room = stack.pop()) {
    if (room === start) return true;
    if (seen.has(room)) continue;
    seen.add(room);
    stack.push(...(graph.get(room) ?? []).map((edge) => edge.to));
  }
  return false;
}
