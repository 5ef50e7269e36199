import { isJsonObject, type JsonObject, listAt } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField } from "./cause.ts";
import { internalForm } from "./internal-form.ts";

const LARGEST_ID = 2_147_483_647;
const IDS = ["runAsUser", "runAsGroup"] as const;
const ESCALATION = "cannot set `allowPrivilegeEscalation` to false and";

/** What a container may do on its node, and what contradicts itself. */
export function validateSecurityContext(context: unknown, field: string, { admission }: Rules): Cause[] {
  if (!isJsonObject(context)) return [];
  const isPrivileged = context["privileged"] === true;
  const isForbidden = isPrivileged && !admission.allowsPrivileged;
  return [
    ...(isForbidden ? [forbiddenField(`${field}.privileged`, "disallowed by cluster policy")] : []),
    ...IDS.flatMap((key) => idProblems(context[key], `${field}.${key}`)),
    ...contradictions(context, isPrivileged).map((what) =>
      invalidField(field, internalForm("SecurityContext", context), `${ESCALATION} ${what}`),
    ),
  ];
}

function idProblems(id: unknown, field: string): Cause[] {
  const isFine = typeof id !== "number" || (id >= 0 && id <= LARGEST_ID);
  return isFine ? [] : [invalidField(field, id, `must be between 0 and ${LARGEST_ID}, inclusive`)];
}

function contradictions(context: JsonObject, isPrivileged: boolean): readonly string[] {
  if (context["allowPrivilegeEscalation"] !== false) return [];
  const isAdmin = listAt(context, "capabilities", "add").includes("CAP_SYS_ADMIN");
  return [...(isPrivileged ? ["`privileged` to true"] : []), ...(isAdmin ? ["`capabilities.Add` CAP_SYS_ADMIN"] : [])];
}
