import type { Entry } from "../../kinds/index.ts";
import type { View } from "./view.ts";

/** One thing on the way from a pod to its image. */
export interface Place {
  readonly kind: "pod" | "node" | "login" | "name" | "connection" | "registry";
  readonly name: string;
  /** What is known of it. */
  readonly facts: string;
  /** Whether the way goes on behind it; undefined where nobody has tried. */
  readonly holds: boolean | undefined;
}

/** The way of one pod to its image, as far as it has been gone by the step at the cursor. */
export interface Way {
  readonly pod: string;
  readonly status: string;
  readonly places: readonly Place[];
}

type Of<K extends Entry["kind"]> = Extract<Entry, { readonly kind: K }>;

/** What the last pull of a pod has met. */
interface Met {
  status?: Of<"status">;
  schedule?: Of<"schedule">;
  decision?: Of<"decision">;
  credential?: Of<"credential">;
  dns?: Of<"dns">;
  tcp?: Of<"tcp">;
  tls?: Of<"tls">;
  http?: Of<"http">;
}

const KEPT: ReadonlySet<string> = new Set([
  "status",
  "schedule",
  "decision",
  "credential",
  "dns",
  "tcp",
  "tls",
  "http",
] satisfies (keyof Met)[]);

/** The ways of all pods, in the order in which they came. */
export function mapAt(view: View, cursor: number): readonly Way[] {
  const upto = view.moments[cursor]?.seq ?? -1;
  const met = new Map<string, Met>();
  const present = new Map<string, Set<string>>(
    view.run.world.nodes.map(({ name, images }) => [name, new Set(images.map(({ image }) => image))]),
  );
  for (const entry of view.run.entries) {
    if (entry.seq > upto) break;
    if (entry.pod === undefined || entry.pod === "") continue;
    const own = met.get(entry.pod) ?? {};
    take(own, entry);
    if (entry.kind === "cri" && entry.data.call === "PullImage" && isPulled(entry))
      present.get(own.schedule?.data.node ?? "")?.add(entry.data.image ?? "");
    met.set(entry.pod, own);
  }
  return [...met].map(([pod, own]) => wayOf(pod, own, present.get(own.schedule?.data.node ?? "") ?? new Set()));
}

function isPulled({ data }: Of<"cri">): boolean {
  return data.at === "end" && data.grpcCode === undefined;
}

/** A new pull asks everything anew: what the one before has met is forgotten. */
function take(met: Met, entry: Entry): void {
  if (entry.kind === "credential") for (const kind of ["dns", "tcp", "tls", "http"] as const) delete met[kind];
  if (KEPT.has(entry.kind)) (met as Record<string, Entry>)[entry.kind] = entry;
}

function wayOf(pod: string, met: Met, present: ReadonlySet<string>): Way {
  const image = met.decision?.data.image ?? met.credential?.data.image ?? "";
  const node = met.schedule?.data.node;
  const places: Place[] = [
    { kind: "pod", name: pod, facts: image, holds: node !== undefined },
    {
      kind: "node",
      name: node ?? "",
      facts: [...present].join(", "),
      holds: node === undefined ? undefined : present.has(image) || met.credential !== undefined,
    },
  ];
  return { pod, status: met.status?.data.status ?? "Pending", places: [...places, ...networkOf(met)] };
}

function networkOf({ credential, dns, tcp, tls, http }: Met): readonly Place[] {
  const places: Place[] = [];
  if (credential !== undefined) {
    const { source, key = "", username = "" } = credential.data;
    const isRefused = http?.data.status === 401 || http?.data.status === 403;
    places.push({ kind: "login", name: source, facts: `${username} ${key}`.trim(), holds: !isRefused });
  }
  if (dns !== undefined) {
    const { host, answer } = dns.data;
    places.push({ kind: "name", name: host, facts: answer, holds: /^[\d.:a-f]+$/.test(answer) });
  }
  const [connected, verified] = [tcp?.data.result ?? "connected", tls?.data.result ?? "verified"];
  if (tcp !== undefined || tls !== undefined) {
    const holds = connected === "connected" && verified === "verified";
    const facts = connected === "connected" ? verified : connected;
    places.push({ kind: "connection", name: tcp?.data.host ?? tls?.data.host ?? "", facts, holds });
  }
  if (http !== undefined) {
    const { method, url, status } = http.data;
    places.push({ kind: "registry", name: `${method} ${url}`, facts: `${status}`, holds: status < 400 });
  }
  return places;
}
