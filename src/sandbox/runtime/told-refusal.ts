import type { ImageName } from "./image-name.ts";
import type { PlaceFault, PullFault, RequestFault } from "./pull-fault.ts";
import type { Refusal } from "./resolve.ts";
import type { Traits } from "./traits.data.ts";

interface Asked {
  readonly image: ImageName;
  readonly tells: Traits["tells"];
  /** By `at`. */
  readonly hosts: readonly string[];
}

/** What is told of all the places that could not say what a name means. */
export function toldOf(refusals: readonly Refusal[], { image, tells, hosts }: Asked): PullFault {
  const refusal = chosen(refusals, tells);
  if (refusal === undefined) throw new Error(`Nobody was asked for ${image.name}`);
  const told: PullFault = { kind: refusal.pinged ? "ping" : "resolve", request: refusal.request };
  const others = refusals.filter((other) => other !== refusal);
  if (tells !== "all" || others.length === 0 || hosts.length === 1) return told;
  const placed = (at: Refusal): PlaceFault => placeFault(at, hosts[at.at] ?? "", image);
  return { kind: "mirrors", mirrors: others.map(placed), last: placed(refusal) };
}

function placeFault({ pinged, request }: Refusal, host: string, image: ImageName): PlaceFault {
  const repository = `${host.replace(/^registry-1\.(?=docker\.io$)/, "")}/${image.path}`;
  const name = `${repository}${image.isDigest ? "@" : ":"}${image.reference}`;
  return { host, image: name, repository, fault: { kind: pinged ? "ping" : "resolve", request } };
}

function chosen(refusals: readonly Refusal[], tells: Traits["tells"]): Refusal | undefined {
  if (tells === "first") return refusals.find(({ request }) => request.kind !== "not-found") ?? refusals.at(-1);
  if (tells !== "furthest") return refusals.findLast(({ at }) => at === Math.max(...refusals.map((each) => each.at)));
  const furthest = Math.max(...refusals.map(({ request }) => FURTHER[request.kind]));
  return refusals.find(({ request }) => FURTHER[request.kind] === furthest);
}

/** How far a request came (containerd 2.x): no answer that counts, a 404, another status. */
const FURTHER: Readonly<Record<RequestFault["kind"], number>> = {
  transport: 1,
  token: 1,
  "no-credentials": 1,
  denied: 1,
  "not-found": 2,
  status: 3,
};
