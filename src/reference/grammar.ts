import { goLower } from "../base/index.ts";
import type { ReferenceRules } from "../kinds/index.ts";
import { checkDigest } from "./digest.ts";
import type { ReferenceFaultCode } from "./fault.ts";

/** The parts of a reference; `""` where a part is absent. */
export interface Reference {
  /** `registry.example:5000`. Absent too where the first component has a dot but is no host name, as in `a_b.c/app`. */
  readonly host: string;
  readonly path: string;
  readonly tag: string;
  /** `algorithm:hex`. */
  readonly digest: string;
}

const LABELS = String.raw`[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*(?:\.[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*)*`;
const IPV6 = String.raw`\[[a-fA-F0-9:]+\]`;
const COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const TAG = String.raw`\w[\w.-]{0,127}`;
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const TAIL = String.raw`(${COMPONENT}(?:\/${COMPONENT})*)(?::(${TAG}))?(?:@(${DIGEST}))?`;
const WITH_NAMES = new RegExp(String.raw`^(?:(${LABELS}(?::[0-9]+)?)\/)?${TAIL}$`);
const WITH_IPV6 = new RegExp(String.raw`^(?:((?:${LABELS}|${IPV6})(?::[0-9]+)?)\/)?${TAIL}$`);

const LONGEST = 255;

/** Matches a text against the grammar of distribution/reference, without any completion. */
export function matchReference(text: string, rules: ReferenceRules): Reference | ReferenceFaultCode {
  const match = grammar(rules).exec(text);
  if (match === null) return mismatch(text, rules);
  const [, host = "", path = "", tag = "", digest = ""] = match;
  const reference = { host, path, tag, digest };
  const limited = rules.lengthLimit === "path" ? path : nameOf(reference);
  if (limited.length > LONGEST) return "REFERENCE_TOO_LONG";
  return (digest === "" ? undefined : checkDigest(digest)) ?? reference;
}

/** Host and path of a reference. */
export function nameOf({ host, path }: Reference): string {
  return host === "" ? path : `${host}/${path}`;
}

function grammar(rules: ReferenceRules): RegExp {
  return rules.ipv6Host ? WITH_IPV6 : WITH_NAMES;
}

function mismatch(text: string, rules: ReferenceRules): ReferenceFaultCode {
  if (text === "") return "REFERENCE_EMPTY";
  return grammar(rules).test(goLower(text)) ? "REFERENCE_UPPERCASE" : "REFERENCE_FORMAT";
}
