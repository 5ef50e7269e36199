import { namesOf, type Shown } from "./cluster-run.ts";

/** The recorded machine was busy. */
const LATE_MOUNT = /MountVolume\.SetUp failed .* failed to sync \w+ cache: timed out/;

/**
 * What a cluster shows without what chance or the moment decides: names that controllers made (by their order of creation),
 * ids, addresses, instants, ages, counts and sizes; rows in an order of their own.
 */
export function comparableText(text: string, shown: Pick<Shown, "pods" | "replicasets">): string {
  const lines = withoutChance(withoutMadeNames(text, shown)).split("\n");
  return lines
    .filter((line) => !LATE_MOUNT.test(line))
    .map((line) => line.trim().replaceAll(/ {2,}/g, "  ").replaceAll(/-{2,}/g, "--"))
    .map((line) => line.replace(/ +$/, ""))
    .reduce(...rowsSorted())
    .join("\n");
}

/** `web-7b9fdf6b49-8pq8q` → `POD1`, `web-7b9fdf6b49` → `RS1`, and its hash alone; pods of one replica set are alike. */
export function withoutMadeNames(text: string, { pods, replicasets }: Pick<Shown, "pods" | "replicasets">): string {
  const made = namesOf(pods).filter((name) => /^web-[a-z0-9]{6,10}-[a-z0-9]{5}$/.test(name));
  const sets = replicaSetNames(made, namesOf(replicasets));
  let named = text;
  for (const name of made) named = named.replaceAll(name, `POD${sets.indexOf(parentOf(name)) + 1}`);
  for (const [index, name] of sets.entries()) named = named.replaceAll(name, `RS${index + 1}`);
  for (const [index, name] of sets.entries()) named = named.replaceAll(hashOf(name), `HASH${index + 1}`);
  return named;
}

function replicaSetNames(pods: readonly string[], sets: readonly string[]): string[] {
  return [...new Set([...sets, ...pods.map(parentOf)])];
}

function parentOf(pod: string): string {
  return pod.replace(/-[^-]+$/, "");
}

function hashOf(set: string): string {
  return set.replace(/^.*-/, "");
}

function withoutChance(text: string): string {
  return text
    .replaceAll(/\([0-9a-f]{8}-[0-9a-f-]{27}\)/g, "(UID)")
    .replaceAll(/spec\.containers\{\w+\}: /g, "")
    .replaceAll(/10\.(?:77|244)\.\d+\.\d+/g, "ADDRESS")
    .replaceAll(/kube-api-access-\w{5}/g, "kube-api-access-XXXXX")
    .replaceAll(/containerd:\/\/[0-9a-f]{64}/g, "CONTAINER")
    .replaceAll(/(Image ID: +)\S*sha256:[0-9a-f]{64}/g, "$1DIGEST")
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:DIGEST")
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000/g, "TIME")
    .replaceAll(/ in \S+ \(\S+ including waiting\)/g, " in D")
    .replaceAll(/Image size: \d+ bytes/g, "Image size: N bytes")
    .replaceAll(/\b(?:\d+[dhms])+\b(?: \(x\d+ over (?:\d+[dhms])+\))?/g, "AGE");
}

/** Rows of events, and of what `get` lists, stand in an order that times and names decide. */
function rowsSorted(): [(lines: string[], line: string) => string[], string[]] {
  const isRow = (line: string): boolean => /^(?:Normal|Warning|AGE|POD\d|RS\d|web)\b.* {2}/.test(line);
  return [
    (lines, line) => {
      const before = isRow(line) ? lines.findIndex((other) => isRow(other) && other > line) : -1;
      return before === -1 ? [...lines, line] : lines.toSpliced(before, 0, line);
    },
    [],
  ];
}
