import { goLower, ok, type Outcome } from "../base/index.ts";
import type { ReferenceRules } from "../kinds/index.ts";
import { referenceFault, type ReferenceFault } from "./fault.ts";
import { matchReference, nameOf, type Reference } from "./grammar.ts";

/** What the kubelet makes of the string in a container's `image` field. */
export interface ImageReference extends Reference {
  /** The text as written. */
  readonly original: string;
  /** Completed name without tag and digest: `docker.io/library/nginx`. Credentials are looked up by it. */
  readonly repository: string;
  /** As written; `latest` where there was neither tag nor digest; else `""`. */
  readonly tag: string;
  /** What the runtime is asked for: the text as written, with `:latest` where there was neither tag nor digest. */
  readonly pullRef: string;
}

const DOCKER_HUB = "docker.io";
const OLD_DOCKER_HUB = "index.docker.io";
const HOST_SIGNS = /[.:]/;
const IDENTIFIER = /^[0-9a-f]{64}$/;

/**
 * Parses an image string as the kubelet does (pkg/util/parsers over distribution/reference): Docker Hub names are
 * completed, the tag defaults to `latest`.
 */
export function parseImage(image: string, rules: ReferenceRules): Outcome<ImageReference, ReferenceFault> {
  if (IDENTIFIER.test(image)) return referenceFault("REFERENCE_IDENTIFIER", image);
  const [host, rest] = splitHost(image, rules);
  const match = matchReference(`${host}/${rest}`, rules);
  if (typeof match === "string") {
    // Go looks for upper case first. A text that matches and has a good digest has none, and so need not be searched.
    return uppercaseFault(image, rest, rules) ?? referenceFault(match, image);
  }
  const { path, digest } = match;
  const bare = match.tag === "" && digest === "";
  return ok({
    original: image,
    repository: nameOf(match),
    host: match.host,
    path,
    tag: bare ? "latest" : match.tag,
    digest,
    pullRef: bare ? `${image}:latest` : image,
  });
}

/** The host and what follows it, Docker Hub and its `library/` written out. */
function splitHost(image: string, rules: ReferenceRules): readonly [host: string, rest: string] {
  const slash = image.indexOf("/");
  if (slash === -1) return [DOCKER_HUB, `library/${image}`];
  const first = image.slice(0, slash);
  if (!isHost(first, rules)) return [DOCKER_HUB, image];
  const rest = image.slice(slash + 1);
  if (first !== DOCKER_HUB && first !== OLD_DOCKER_HUB) return [first, rest];
  return [DOCKER_HUB, rest.includes("/") ? rest : `library/${rest}`];
}

function isHost(first: string, rules: ReferenceRules): boolean {
  if (HOST_SIGNS.test(first) || first === "localhost") return true;
  return rules.uppercaseHost && goLower(first) !== first;
}

function uppercaseFault(
  image: string,
  rest: string,
  rules: ReferenceRules,
): Outcome<never, ReferenceFault> | undefined {
  const colon = rest.indexOf(":");
  const path = colon === -1 ? rest : rest.slice(0, colon);
  if (goLower(path) === path) return undefined;
  const named = rules.errorNamesPath ? ` (${path})` : "";
  return referenceFault(
    "REFERENCE_UPPERCASE",
    image,
    `invalid reference format: repository name${named} must be lowercase`,
  );
}
