import { createHash } from "node:crypto";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { podOf, PODS, startSandbox } from "./sandbox-process.mjs";

const MB = 1e6;
const MINUTE = 60_000;
const ROUND = 1000;
/** Pods of one round, and how many rounds they stay. */
const PODS_A_ROUND = 4;
const ROUNDS_KEPT = 60;
const WATCHES = 8;
/** Images that are pushed again and again, so that what a registry keeps by right stays the same. */
const IMAGES = 40;
/** So that an hour, after which events are forgotten, passes within a minute. */
const SPEED = "60x";
const HOST = "registry.example";
const LEAK = 0.5 * MB;

/** A sandbox that is used without a pause: its memory each minute, and what it grows by. */
export async function soak({ minutes = 30 } = {}) {
  await ensureBuilt();
  const running = await startSandbox(["--nodes", "3", "--speed", SPEED], { probed: true });
  const samples = [];
  const done = { rounds: 0, refused: 0 };
  try {
    const end = performance.now() + minutes * MINUTE;
    const watches = new Set();
    let told = performance.now();
    for (let number = 0; performance.now() < end; number += 1) {
      const began = performance.now();
      await round(running, { number, watches, done });
      await sleep(ROUND - (performance.now() - began));
      if (performance.now() - told < MINUTE && performance.now() < end) continue;
      told = performance.now();
      const live = await running.liveBytes();
      samples.push({ minute: (told - running.began) / MINUTE, live, resident: running.residentBytes() });
      console.error(sampleText(samples.at(-1), running, done));
    }
  } finally {
    await running.stop();
  }
  const rows = [
    row("memory of the process, last minute", [samples.at(-1).resident]),
    row("what is left after a garbage collection", [samples.at(-1).live]),
    row("that grows by, each minute", [growthOf(samples)], { target: { of: "ours", atMost: LEAK } }),
  ];
  return [{ title: `soak: ${minutes} minutes at ${SPEED}, ${done.rounds * PODS_A_ROUND} pods`, rows, notes: [] }];
}

function row(name, ours, more = {}) {
  return { name, unit: "size", ours, ...more };
}

function sampleText({ minute, live, resident }, running, { rounds, refused }) {
  const processor = (running.processorNs() / 1e9).toFixed(0);
  const [least, all] = [live, resident].map((bytes) => `${(bytes / MB).toFixed(0)} MB`);
  return `${minute.toFixed(1)} min  ${least} live, ${all} resident  ${rounds} rounds, ${refused} refused, ${processor} s of processor`;
}

/**
 * Bytes a minute between the lowest samples of the middle and of the last third. What the server remembers of changes
 * grows until it is full and is halved then, again and again; its lowest points do not grow.
 */
function growthOf(samples) {
  const third = Math.floor(samples.length / 3);
  const lowest = (part) => part.toSorted((one, other) => one.live - other.live)[0];
  const [middle, last] = [lowest(samples.slice(third, 2 * third)), lowest(samples.slice(2 * third))];
  return middle === undefined || middle === last ? 0 : (last.live - middle.live) / (last.minute - middle.minute);
}

/** One second of work: pods that run, fail and go, watches that are dropped, an image that is pushed and pulled. */
async function round(running, { number, watches, done }) {
  await push(running, number % IMAGES);
  const images = [`${HOST}/soak/app:${number % IMAGES}`, `${HOST}/soak/app:none`, "nosuch.example/app:1", "nginx:1.27"];
  for (const [index, image] of images.entries()) {
    await running.ask("POST", PODS, { body: podOf(`soak-${number}-${index}`, { image }) });
  }
  await openWatch(running, watches);
  for (const resource of ["pods", "events", "nodes"]) await running.ask("GET", `/api/v1/${resource}?limit=100`);
  done.refused += number < ROUNDS_KEPT ? 0 : await deleteRound(running, number - ROUNDS_KEPT);
  done.rounds += 1;
}

/** Half of the pods go at once, half in peace. Answers how many could not be deleted. */
async function deleteRound({ ask }, number) {
  let refused = 0;
  for (let index = 0; index < PODS_A_ROUND; index += 1) {
    const path = `${PODS}/soak-${number}-${index}${index % 2 === 0 ? "?gracePeriodSeconds=0" : ""}`;
    await ask("DELETE", path).catch(() => (refused += 1));
  }
  return refused;
}

/** Opens a watch of what changes most, and drops the oldest, as a client that goes away. */
async function openWatch({ send }, watches) {
  const stream = await send("GET", "/api/v1/pods?watch=true&allowWatchBookmarks=true", { isStream: true });
  stream.on("error", () => undefined).resume();
  watches.add(stream);
  const [oldest] = watches;
  if (watches.size <= WATCHES) return;
  watches.delete(oldest);
  oldest.destroy();
}

/** Pushes an image of one layer: the same bytes each time it is its turn. */
async function push({ registries }, number) {
  const base = `${registries[HOST]}/v2/soak/app`;
  const layer = await pushBlob(base, Buffer.alloc(50_000, number));
  const facts = {
    os: "linux",
    architecture: "amd64",
    config: { Cmd: ["/app"] },
    rootfs: { type: "layers", diff_ids: [] },
  };
  const config = await pushBlob(base, Buffer.from(JSON.stringify({ ...facts, number })));
  const type = "application/vnd.oci.image";
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${type}.manifest.v1+json`,
    config: { mediaType: `${type}.config.v1+json`, ...config },
    layers: [{ mediaType: `${type}.layer.v1.tar`, ...layer }],
  });
  const headers = { "content-type": `${type}.manifest.v1+json` };
  await expectStatus(await fetch(`${base}/manifests/${number}`, { method: "PUT", headers, body: manifest }), 201);
}

async function pushBlob(base, bytes) {
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const begun = await fetch(`${base}/blobs/uploads/`, { method: "POST" });
  await expectStatus(begun, 202);
  const place = new URL(begun.headers.get("location"), base);
  place.searchParams.set("digest", digest);
  await expectStatus(await fetch(place, { method: "PUT", body: bytes }), 201);
  return { digest, size: bytes.length };
}

async function expectStatus(answer, status) {
  const body = await answer.text();
  if (answer.status !== status) throw new Error(`${answer.url}: ${answer.status} ${body}`);
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
