import { type Applied, type Change, idText, type Need, type Plan } from "../../remedy/index.ts";
import type { Fix, Found } from "./gather.ts";

/** What `fix` has found and done; every format prints this. Holds no password. */
export interface FixReport {
  readonly schema: "pullwhy.fix/v1";
  /** Address of the API server. */
  readonly source: string;
  readonly fixes: readonly FixLine[];
  readonly notSeen: readonly string[];
  /** Of `-f`, those that name what is to be changed. */
  readonly files?: readonly FileLine[];
}

interface Place {
  readonly object: string;
  readonly line: number;
  readonly column: number;
}

export interface FileLine {
  readonly path: string;
  readonly changed: readonly Place[];
  readonly refused: readonly (Place & { readonly why: string })[];
  readonly diff: readonly string[];
  readonly written: boolean;
}

interface FixLine {
  readonly cause: string;
  readonly pods: readonly string[];
  readonly found: string;
  readonly summary: string;
  readonly changes: readonly ChangeLine[];
  readonly needs: readonly Need[];
  readonly none?: string;
  readonly proof?: NonNullable<Plan["proof"]>;
  readonly next: string;
  /** Absent: nothing was tried. */
  readonly outcome?: FixOutcome;
}

interface ChangeLine {
  readonly kind: Change["kind"];
  readonly object: string;
  readonly namespace: string;
  readonly reason: string;
  readonly risk: string;
  readonly diff: readonly string[];
  readonly managed?: string;
}

export interface FixOutcome {
  readonly result: "fixed" | "applied" | "stopped" | "checked" | "refused" | "undone";
  /** How many of the changes were made. */
  readonly changed: number;
  readonly text: string;
  /** What is wrong now, where a pull has failed again. */
  readonly still?: readonly { readonly cause: string; readonly found: string }[];
}

type Seen = Pick<Found, "source" | "fixes" | "notSeen">;

export function fixReport({ source, fixes, notSeen }: Seen, outcomes: ReadonlyMap<Fix, FixOutcome>): FixReport {
  return {
    schema: "pullwhy.fix/v1",
    source,
    fixes: fixes.map((fix) => fixLine(fix, outcomes.get(fix))),
    notSeen,
  };
}

function fixLine({ found, plan }: Fix, outcome: FixOutcome | undefined): FixLine {
  const { cause, pods, summary, needs, none, proof, next } = plan;
  return {
    cause,
    pods,
    found,
    summary,
    changes: plan.changes.map(changeLine),
    needs,
    ...(none !== undefined && { none }),
    ...(proof !== undefined && { proof }),
    next,
    ...(outcome !== undefined && { outcome }),
  };
}

function changeLine({ kind, object, reason, risk, diff, managed }: Change): ChangeLine {
  return {
    kind,
    object: idText(object),
    namespace: object.namespace,
    reason,
    risk,
    diff: diff.map(({ sign, text }) => `${sign} ${text}`),
    ...(managed !== undefined && { managed: `${managed.by}, ${managed.what}: change it ${managed.instead}` }),
  };
}

/** What stands after changes that stopped on the way. */
export function stoppedText({ done, stopped }: Applied): string {
  if (stopped === undefined) return "";
  const names = done.map(({ object }) => idText(object)).join(", ");
  const made = done.length === 0 ? "nothing was changed" : `changed before: ${names}`;
  return `${whyStopped(stopped)}; ${stopped.stands}; ${made}`;
}

function whyStopped({ change, fault }: NonNullable<Applied["stopped"]>): string {
  if (fault.code !== "CLUSTER_CONFLICT" || change.kind === "create") return fault.message;
  return `${idText(change.object)} has changed since it was looked at, and is not overwritten; run it again`;
}
