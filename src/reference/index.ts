/**
 * Image references as the kubelet reads them.
 *
 * The confusing thing: a reference looks like a URL and is none. What stands before the first slash is a host only if
 * it has a dot, a colon or an upper-case letter, or is `localhost`; otherwise the image is on Docker Hub. So
 * `localhost:5000` is the Hub image `localhost` with tag `5000`, and `Team/app` is a repository on host `Team`. The
 * kubelet completes the name (host, `library/`, tag) only to look up credentials; the runtime gets the pod's text
 * with at most `:latest` appended.
 */
export type { ReferenceFault, ReferenceFaultCode } from "./fault.ts";
export type { Reference } from "./grammar.ts";
export { parseImage } from "./parse-image.ts";
export type { ImageReference } from "./parse-image.ts";
export { parseReference, repositoryAsWritten } from "./parse-reference.ts";
export { defaultPullPolicy } from "./pull-policy.ts";
