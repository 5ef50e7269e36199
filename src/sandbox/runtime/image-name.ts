import { failed, ok, oncePerKey, oncePerObject, type Outcome } from "../../base/index.ts";
import type { ReferenceRules } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";

/** An image name as runtimes keep it. */
export interface ImageName {
  /** Completed: `docker.io/library/nginx:latest`; a tag beside a digest is dropped. */
  readonly name: string;
  /** `docker.io/library/nginx`. */
  readonly repository: string;
  /** Where requests go: `registry-1.docker.io`. */
  readonly host: string;
  /** `library/nginx`. */
  readonly path: string;
  /** Tag or digest. */
  readonly reference: string;
  readonly isDigest: boolean;
}

const DOCKER_HUB = "docker.io";
const DOCKER_HUB_HOST = "registry-1.docker.io";

/** Completes a name as containerd's ParseDockerRef does; the fault is what the reference library says. */
export function parseImageName(text: string, rules: ReferenceRules): Outcome<ImageName, string> {
  return parserOf(rules)(text);
}

/** A node is asked for the same few names again and again. */
const parserOf = oncePerObject((rules: ReferenceRules) => oncePerKey((text: string) => parse(text, rules)));

function parse(text: string, rules: ReferenceRules): Outcome<ImageName, string> {
  const parsed = parseImage(text, rules);
  if (!parsed.ok) return failed(parsed.fault.detail);
  const { repository, host, path, tag, digest } = parsed.value;
  const isDigest = digest !== "";
  const reference = isDigest ? digest : tag;
  return ok({
    name: isDigest ? `${repository}@${digest}` : `${repository}:${tag}`,
    repository,
    host: host === DOCKER_HUB ? DOCKER_HUB_HOST : host,
    path,
    reference,
    isDigest,
  });
}
