import { goQuote } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import { pathsIn, type FieldTree } from "../owners/field-tree.ts";
import type { Manager } from "../owners/managers.ts";
import { failure } from "./status-error.ts";

/** What somebody applies with another value, and whose it is. */
export interface Conflict {
  readonly manager: Manager;
  readonly fields: FieldTree;
}

/** 409 of a server-side apply. */
export function applyConflict(conflicts: readonly Conflict[]): StatusError {
  const causes = conflicts.flatMap(({ manager, fields }) =>
    pathsIn(fields).map((field) => ({
      reason: "FieldManagerConflict",
      message: `conflict with ${ownerText(manager)}`,
      field,
    })),
  );
  const [only] = causes;
  if (causes.length === 1 && only !== undefined) {
    return failure("Conflict", `Apply failed with 1 conflict: ${only.message}: ${only.field}`, { causes });
  }
  const owners = [...new Set(causes.map(({ message }) => message))].sort();
  const lines = owners.flatMap((owner) => [
    `${owner.replace("conflict", "conflicts")}:`,
    ...causes.filter(({ message }) => message === owner).map(({ field }) => `- ${field}`),
  ]);
  return failure("Conflict", `Apply failed with ${causes.length} conflicts: ${lines.join("\n")}`, { causes });
}

function ownerText({ name, operation, apiVersion, subresource }: Manager): string {
  if (operation === "Apply") return goQuote(name);
  const place = subresource === "" ? "" : ` with subresource ${goQuote(subresource)}`;
  return `${goQuote(name)}${place} using ${apiVersion}`;
}
