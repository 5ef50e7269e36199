import { type JsonObject, listAt } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import { forbiddenPath, forbiddenResource } from "../status/forbidden.ts";
import type { Store } from "../../store/index.ts";
import { rulesFor } from "./rules.ts";
import { MASTERS, type UserInfo } from "./user.ts";

/** What somebody wants to do. */
export type Wish =
  | { readonly kind: "path"; readonly verb: string; readonly path: string }
  | {
      readonly kind: "resource";
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource: string;
      readonly namespace: string;
      readonly name: string;
    };

export interface Decision {
  readonly allowed: boolean;
  /** Roles that are bound but are not there. */
  readonly reason: string;
}

/** Whether the stored roles let the user do it. */
export function decide(store: Store, user: UserInfo, wish: Wish): Decision {
  if (user.groups.includes(MASTERS)) return { allowed: true, reason: "" };
  const { rules, missing } = rulesFor(store, user, wish.kind === "resource" ? wish.namespace : "");
  const allowed = rules.some((rule) => covers(rule, wish));
  if (allowed) return { allowed, reason: "" };
  const [only] = missing;
  if (only === undefined) return { allowed, reason: "" };
  return { allowed, reason: `RBAC: ${missing.length === 1 ? only : `[${missing.join(", ")}]`}` };
}

/** The refusal of a wish; undefined where it is granted. */
export function refusedWish(store: Store, user: UserInfo, wish: Wish): StatusError | undefined {
  const { allowed, reason } = decide(store, user, wish);
  if (allowed) return undefined;
  const why = reason === "" ? "" : `: ${reason}`;
  return wish.kind === "path" ? forbiddenPath(user.name, wish, why) : forbiddenResource(user.name, wish, why);
}

function covers(rule: JsonObject, wish: Wish): boolean {
  if (!isListed(rule, "verbs", wish.verb)) return false;
  if (wish.kind === "path") return listAt(rule, "nonResourceURLs").some((url) => coversPath(String(url), wish.path));
  const names = listAt(rule, "resourceNames");
  return (
    isListed(rule, "apiGroups", wish.group) &&
    coversResource(listAt(rule, "resources"), wish.resource, wish.subresource) &&
    (names.length === 0 || names.includes(wish.name))
  );
}

function isListed(rule: JsonObject, key: string, value: string): boolean {
  const list = listAt(rule, key);
  return list.includes(value) || list.includes("*");
}

function coversResource(listed: readonly unknown[], resource: string, subresource: string): boolean {
  const wanted = subresource === "" ? [resource] : [`${resource}/${subresource}`, `*/${subresource}`];
  return listed.includes("*") || wanted.some((name) => listed.includes(name));
}

function coversPath(url: string, path: string): boolean {
  return url === path || url === "*" || (url.endsWith("*") && path.startsWith(url.slice(0, -1)));
}
