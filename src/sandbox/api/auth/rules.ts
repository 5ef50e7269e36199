import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import type { UserInfo } from "./user.ts";

/** What somebody may do, and roles that are bound to him but are not there. */
export interface Granted {
  readonly rules: readonly JsonObject[];
  readonly missing: readonly string[];
}

const GROUP = "rbac.authorization.k8s.io";

/** The rules of all roles that are bound to the user, in the whole cluster and in one namespace. */
export function rulesFor(store: Store, user: UserInfo, namespace: string): Granted {
  const everywhere = store.list("clusterrolebindings").filter((binding) => binds(binding, user, ""));
  const here =
    namespace === "" ? [] : store.list("rolebindings", namespace).filter((binding) => binds(binding, user, namespace));
  const found = [...everywhere, ...here].map((binding) => roleOf(store, binding, namespace));
  return {
    rules: found.flatMap(({ role }) => listAt(role, "rules").filter(isJsonObject)),
    missing: found.flatMap(({ role, words }) => (role === undefined ? [words] : [])),
  };
}

function binds(binding: KubernetesObject, user: UserInfo, namespace: string): boolean {
  return listAt(binding, "subjects").some((subject) => isSubject(subject, user, namespace));
}

function isSubject(subject: unknown, user: UserInfo, namespace: string): boolean {
  const [kind, name = ""] = [textAt(subject, "kind"), textAt(subject, "name")];
  if (kind === "User") return name === user.name;
  if (kind === "Group") return user.groups.includes(name);
  const own = textAt(subject, "namespace") ?? namespace;
  return kind === "ServiceAccount" && user.name === `system:serviceaccount:${own}:${name}`;
}

interface FoundRole {
  readonly role: KubernetesObject | undefined;
  readonly words: string;
}

function roleOf(store: Store, binding: KubernetesObject, namespace: string): FoundRole {
  const { kind = "", name = "" } = objectAt(binding, "roleRef") as { readonly kind?: string; readonly name?: string };
  const isWide = kind === "ClusterRole";
  const role = isWide ? store.get("clusterroles", "", name) : store.get("roles", namespace, name);
  return { role, words: `${kind.toLowerCase()}.${GROUP} "${name}" not found` };
}
