import type { KubernetesObject, Verdict } from "../kinds/index.ts";
import type { JsonPatch } from "./json-patch.ts";
import type { Managed } from "./managed.ts";

/** What is done about one verdict: exact changes in their order, or what is missing for them. Passwords in it are `Secret`s. */
export interface Plan {
  readonly cause: string;
  readonly summary: string;
  /** `NAMESPACE/NAME`. */
  readonly pods: readonly string[];
  readonly image?: string;
  readonly changes: readonly Change[];
  /** What only the user can give; with it the plan can be made again. */
  readonly needs: readonly Need[];
  /** Why there is no change, where there is none and nothing that the user could give. */
  readonly none?: string;
  /** What the registry answers to what the pods will ask; not there where nothing of it is asked. */
  readonly proof?: Proof;
  /** What will happen after the changes. */
  readonly next: string;
  /** The next try of the verdict, where the pods stay and wait for it. */
  readonly waits?: Verdict["next"];
}

export type Change = PatchChange | CreateChange | RemakeChange | DeleteChange;

interface ChangeFacts {
  readonly object: ObjectId;
  readonly reason: string;
  readonly risk: string;
  readonly diff: readonly DiffLine[];
  /** What would take the change back. */
  readonly managed?: Managed;
  /** What it means for the text that the pods are made of. */
  readonly template?: TemplateEdit;
}

export type TemplateEdit =
  | { readonly kind: "image"; readonly from: string; readonly to: string }
  /** The image may be pulled. */
  | { readonly kind: "policy"; readonly image: string }
  | { readonly kind: "pull-secret"; readonly name: string }
  | { readonly kind: "node-selector"; readonly labels: Readonly<Record<string, string>> };

export interface PatchChange extends ChangeFacts {
  readonly kind: "patch";
  readonly resourceVersion: string;
  readonly patch: JsonPatch;
}

export interface CreateChange extends ChangeFacts {
  readonly kind: "create";
  readonly body: KubernetesObject;
  /** What is there under this name is a rest of ours, and is written over. */
  readonly replaces?: true;
  /** What is there under this name is on its way out, and has to be gone first. */
  readonly waits?: true;
}

/** Deleted, and created again as it shall be: for what cannot be changed in place. */
export interface RemakeChange extends ChangeFacts {
  readonly kind: "remake";
  readonly uid: string;
  readonly resourceVersion: string;
  readonly body: KubernetesObject;
}

/** A pod that its controller makes anew, or something that a fix had made. */
export interface DeleteChange extends ChangeFacts {
  readonly kind: "delete";
  readonly uid: string;
  /** Absent: whatever has become of it. */
  readonly resourceVersion?: string;
}

export interface ObjectId {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface DiffLine {
  readonly sign: "+" | "-" | " ";
  readonly text: string;
}

export type Need =
  /** One of these, or another, with `--to`. */
  | { readonly kind: "image"; readonly instead: string; readonly candidates: readonly string[] }
  /** A login for the registry. */
  | { readonly kind: "login"; readonly host: string; readonly why: string }
  /** One of these secrets, with `--secret`. */
  | { readonly kind: "secret"; readonly candidates: readonly string[] };

export interface Proof {
  readonly accepted: boolean;
  readonly text: string;
}

export function idOf({ apiVersion, kind, metadata }: KubernetesObject): ObjectId {
  return { apiVersion, kind, namespace: metadata.namespace ?? "default", name: metadata.name ?? "" };
}

/** `deployment/web`. */
export function idText({ kind, name }: ObjectId): string {
  return `${kind.toLowerCase()}/${name}`;
}
