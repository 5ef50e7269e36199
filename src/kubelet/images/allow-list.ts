import { failed, ok, type Outcome } from "../../base/index.ts";
import type { Rules } from "../../kinds/index.ts";
import { parseImage, repositoryAsWritten } from "../../reference/index.ts";

/** `preloadedImagesVerificationAllowlist`: images that a pod may use without showing credentials. */
export interface AllowList {
  readonly repositories: ReadonlySet<string>;
  /** With the slash at the end. */
  readonly prefixes: readonly string[];
}

/** White space to Go's `strings.TrimSpace`. */
const BLANK = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** Reads the entries as the kubelet does when it starts; the fault is the text with which it refuses the first bad one. */
export function parseAllowList(entries: readonly string[], rules: Rules): Outcome<AllowList, string> {
  for (const entry of entries) {
    const fault = entryFault(entry, rules);
    if (fault !== undefined) return failed(fault);
  }
  const isPrefix = (entry: string): boolean => entry.endsWith("/*");
  return ok({
    repositories: new Set(entries.filter((entry) => !isPrefix(entry))),
    prefixes: entries.filter(isPrefix).map((entry) => entry.slice(0, -1)),
  });
}

/** Whether the list covers an image. Up to 1.35 the pod's text is compared as it stands, tag included. */
export function allows({ repositories, prefixes }: AllowList, image: string, rules: Rules): boolean {
  const name = rules.verification.repositoryAsWritten ? withoutTag(image, rules) : image;
  return repositories.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

function withoutTag(image: string, rules: Rules): string {
  const name = repositoryAsWritten(image, rules.reference);
  return name.ok ? name.value : image;
}

function entryFault(entry: string, rules: Rules): string | undefined {
  if (BLANK.test(entry.at(0) ?? "") || BLANK.test(entry.at(-1) ?? "")) {
    return `leading/trailing spaces are not allowed: ${entry}`;
  }
  const isPrefix = entry.endsWith("/*");
  const text = isPrefix ? entry.slice(0, -1) : entry;
  if (text === "") return `the supplied pattern is too short: ${entry}`;
  if (text.includes("*")) {
    return `not a valid wildcard pattern, only patterns ending with '/*' are allowed: ${entry}`;
  }
  if (isPrefix) return text === "/" ? "at least registry hostname is required" : undefined;
  return repositoryFault(entry, rules);
}

/** Up to 1.35 the name must be complete, host and `library/` included. */
function repositoryFault(entry: string, rules: Rules): string | undefined {
  const name = rules.verification.repositoryAsWritten
    ? repositoryAsWritten(entry, rules.reference)
    : repositoryOf(entry, rules);
  if (!name.ok) return `failed to parse as an image name: ${name.fault.detail}`;
  return name.value === entry ? undefined : `neither tag nor digest is accepted in an image reference: ${entry}`;
}

function repositoryOf(image: string, rules: Rules): ReturnType<typeof repositoryAsWritten> {
  const parsed = parseImage(image, rules.reference);
  return parsed.ok ? ok(parsed.value.repository) : parsed;
}
