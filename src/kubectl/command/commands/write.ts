import type { JsonObject, Outcome } from "../../../base/index.ts";
import type { Failure } from "../failure.ts";
import type { Place } from "../server.ts";
import type { Session } from "../session.ts";

type Query = Readonly<Record<string, string | undefined>>;

export type DryRun = "none" | "client" | "server";

export function dryRunOf({ flags }: Session): DryRun {
  const value = flags.text("dry-run");
  return value === "server" || value === "client" ? value : "none";
}

/** What kubectl puts behind an output line under `--dry-run`. */
export function dryRunNote(session: Session): string {
  const dryRun = dryRunOf(session);
  if (dryRun === "none") return "";
  return dryRun === "client" ? " (dry run)" : " (server dry run)";
}

/** Query of a write: who writes, and whether unknown fields are errors. */
export function writeQuery(session: Session, manager: string, validates = true): Query {
  return {
    dryRun: dryRunOf(session) === "server" ? "All" : undefined,
    fieldManager: session.flags.text("field-manager") ?? manager,
    fieldValidation: validates ? fieldValidation(session.flags.text("validate")) : undefined,
  };
}

function fieldValidation(wish = "strict"): string {
  if (wish === "false" || wish === "ignore") return "Ignore";
  return wish === "warn" ? "Warn" : "Strict";
}

const PATCH_TYPES = {
  strategic: "application/strategic-merge-patch+json",
  merge: "application/merge-patch+json",
  json: "application/json-patch+json",
} as const;

export type PatchType = keyof typeof PATCH_TYPES;

export function isPatchType(text: string): text is PatchType {
  return text in PATCH_TYPES;
}

export interface PatchRequest {
  readonly place: Place;
  readonly type: PatchType;
  readonly patch: unknown;
  readonly query: Query;
}

export function sendPatch(session: Session, request: PatchRequest): Promise<Outcome<JsonObject, Failure>> {
  const { place, type, patch, query } = request;
  return session.server.send("PATCH", place, { body: patch, query, contentType: PATCH_TYPES[type] });
}
