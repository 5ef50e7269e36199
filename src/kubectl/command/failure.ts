import { type JsonObject, listAt, objectAt, textAt } from "../../base/index.ts";

/** Why a command failed: a `Status` of the API server, several failures, or kubectl's own words. */
export type Failure =
  | { readonly kind: "status"; readonly status: JsonObject; readonly doing?: string }
  | { readonly kind: "several"; readonly failures: readonly Failure[] }
  | { readonly kind: "text"; readonly message: string };

export function saying(message: string): Failure {
  return { kind: "text", message };
}

export function isNotFound(failure: Failure): boolean {
  return failure.kind === "status" && textAt(failure.status, "reason") === "NotFound";
}

/** One failure of those that a command has met, or undefined. */
export function combined(failures: readonly Failure[]): Failure | undefined {
  return failures.length > 1 ? { kind: "several", failures } : failures[0];
}

/** What kubectl writes to stderr (`cmdutil.CheckErr`), final newline included. */
export function failureText(failure: Failure): string {
  if (failure.kind === "text") return `error: ${failure.message}\n`;
  if (failure.kind === "several") return failure.failures.map(oneOfSeveral).join("");
  return textAt(failure.status, "reason") === "Invalid" ? invalidText(failure.status) : serverText(failure);
}

function oneOfSeveral(failure: Failure): string {
  return failure.kind === "status" ? serverText(failure) : failureText(failure);
}

function serverText({ status, doing }: { readonly status: JsonObject; readonly doing?: string }): string {
  const reason = textAt(status, "reason") ?? "";
  const message = textAt(status, "message") ?? "";
  const told = doing === undefined ? message : `error when ${doing}: ${message}`;
  return reason === "" ? `Error from server: ${told}\n` : `Error from server (${reason}): ${told}\n`;
}

/** `The Pod "web" is invalid: ` and the causes, each once. */
function invalidText(status: JsonObject): string {
  const details = objectAt(status, "details");
  const [kind, name] = [textAt(details, "kind") ?? "", textAt(details, "name") ?? ""];
  const isNamed = kind !== "" || name !== "";
  const subject = isNamed ? `The ${kind} ${JSON.stringify(name)} is invalid` : "The request is invalid";
  const causes = listAt(details, "causes").map((cause) => {
    const [field, message] = [textAt(cause, "field") ?? "", textAt(cause, "message") ?? ""];
    return field === "" ? message : `${field}: ${message}`;
  });
  const lines = [...new Set(causes)];
  if (lines.length === 0) return isNamed ? `${subject}\n` : `${subject}: ${textAt(status, "message") ?? ""}\n`;
  return lines.length === 1
    ? `${subject}: ${lines[0] ?? ""}\n`
    : `${subject}: \n${lines.map((line) => `* ${line}\n`).join("")}`;
}
