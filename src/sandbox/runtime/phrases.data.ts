import type { RuntimeName } from "../../kinds/index.ts";
import type { GrpcCode } from "../../kubelet/index.ts";

/**
 * What runtimes say, as templates: `{name}` is a fact of the fault, `{cause}` the phrase inside. Facts that are always
 * there: image, host, repository, reference, manifestUrl, familiar, number, verify.
 *
 * containerd 1.6.20, 1.7.35 and 2.2.9 say exactly this to recorded pulls.
 */
const CONTAINERD_17 = {
  name: 'failed to parse image reference "{image}": {problem}',
  pull: 'failed to pull and unpack image "{image}": {cause}',
  ping: "{cause}",
  mirrors: "{cause}",
  mirror: "{cause}",
  "mirror-ping": "{cause}",
  resolve: 'failed to resolve reference "{image}": {cause}',
  copy: "failed to copy: httpReadSeeker: failed open: {cause}",

  transport: 'failed to do request: {method} "{safeUrl}": {problem}',
  token: "failed to authorize: failed to fetch {tokenKind} token: {cause}",
  "token-transport": '{method} "{safeUrl}": {problem}',
  "token-status": "unexpected status from {method} request to {url}: {status}",
  "token-missing": "authorization server did not include a token in the response",
  "token-not-json": "unable to decode token response: invalid character '{first}' looking for beginning of value",
  "token-no-body": "unable to decode token response: EOF",
  "denied-resolve": "pull access denied, repository does not exist or may require authorization: {cause}",
  "denied-copy": "{cause}",
  "no-credentials": "authorization failed: no basic auth credentials",
  "server-message": "server message: {message}: authorization failed",
  "resolve-not-found": "{image}: not found",
  "resolve-status": "unexpected status from {method} request to {url}: {status}",
  "copy-manifest-not-found": "content at {url} not found: not found",
  "copy-not-found": "could not fetch content descriptor {digest} ({mediaType}) from remote: not found",
  "copy-status": "unexpected status code {url}: {status}",
  "copy-status-errors": "unexpected status code {url}: {status} - Server message: {errors}",

  "short-read": "failed to read expected number of bytes: unexpected EOF",
  size: 'failed commit on ref "{ref}": "{ref}" failed size validation: {got} != {size}: failed precondition',
  digest: 'failed commit on ref "{ref}": unexpected commit digest {got}, expected {digest}: failed precondition',
  "ingest-full":
    "failed to copy: write /var/lib/containerd/io.containerd.content.v1.content/ingest/{ingest}/data: no space left on device",
  "read-only": "mkdir /var/lib/containerd/io.containerd.content.v1.content/ingest/{ingest}: read-only file system",
  "no-inodes": "open /var/lib/containerd/io.containerd.content.v1.content/ingest/{ingest}/ref: no space left on device",
  interrupted: "context canceled",
  schema1: "no signatures",
  "not-json": "children: invalid desc {digest}: unexpected end of JSON input",
  "index-found": "children: invalid desc {digest}: media-type: expected manifest but found index ({mediaType})",
  "manifest-found": "children: invalid desc {digest}: media-type: expected index but found manifest ({mediaType})",
  "media-type":
    'failed to pull and unpack image "{image}": failed to unpack image on snapshotter overlayfs: unexpected media type {mediaType} for {digest}: not found',
  platform: 'failed to pull and unpack image "{image}": no match for platform in manifest: not found',
  artifact: "failed to unpack image on snapshotter overlayfs: {cause}",
  "artifact-problem": "mismatched image rootfs and manifest layers",
  "artifact-create": "failed to create containerd container: error unpacking image: {cause}",

  extract: "failed to extract layer {diffId}: {cause}: unknown",
  "no-decoder":
    'failed to get stream processor for {mediaType}: exec: "ctd-decoder": executable file not found in $PATH',
  "no-tar": "mount callback failed on {mount}: archive/tar: invalid tar header",
  link: "mount callback failed on {mount}: link {mount}/{target} {mount}/{file}: no such file or directory",
  full: "mount callback failed on {mount}: write {mount}/{file}: no space left on device",
  "diff-id": 'wrong diff id calculated on extraction "{diffId}"',

  verify: "tls: failed to verify certificate: ",
  eof: "EOF",
  canceled: "context canceled",
  redirects: "stopped after 10 redirects",
  "no-proxy": "unexpected EOF",
  "proxy-status": "{text}",
  "proxy-connect": "proxyconnect tcp: {cause}",
  "dns-nxdomain": "dial tcp: lookup {host} on {resolver}: no such host",
  "dns-servfail": "dial tcp: lookup {host} on {resolver}: server misbehaving",
  "dns-timeout": "dial tcp: lookup {host} on {resolver}: read udp {local}->{resolver}: i/o timeout",
  "connection-refused": "dial tcp {peer}: connect: connection refused",
  "connection-timeout": "dial tcp {peer}: i/o timeout",
  "connection-reset": "read tcp {local}->{peer}: read: connection reset by peer",
  "no-route": "dial tcp {peer}: connect: no route to host",
  "plain-http": "http: server gave HTTP response to HTTPS client",
  "not-tls": "tls: first record does not look like a TLS handshake",
  "tls-silent": "net/http: TLS handshake timeout",
  "tls-alert": "remote error: tls: {alert}",
  "tls-unknown-authority": "{verify}x509: certificate signed by unknown authority",
  "tls-expired": "{verify}x509: certificate has expired or is not yet valid: current time {now} is after {since}",
  "tls-not-yet-valid": "{verify}x509: certificate has expired or is not yet valid: current time {now} is before {from}",
  "tls-wrong-name": "{verify}x509: certificate is valid for {names}, not {host}",
} as const;

export type PhraseKey = keyof typeof CONTAINERD_17;

type Phrases = Readonly<Record<PhraseKey, string>>;

const CONTAINERD_16: Phrases = {
  ...CONTAINERD_17,
  transport: 'failed to do request: {method} "{url}": {problem}',
  "token-transport": '{method} "{url}": {problem}',
  "token-status": "unexpected status: {status}",
  "resolve-status": "pulling from host {host} failed with status code [{path}]: {status}",
  "no-inodes":
    "create tmp file: open /var/lib/containerd/io.containerd.content.v1.content/ingest/{ingest}/updatedat.tmp: no space left on device",
  "artifact-problem":
    "failed to extract layer {diffId}: failed to get stream processor for {mediaType}: no processor for media-type: unknown",
  "no-decoder":
    "failed to get stream processor for {mediaType}: ctd-decoder resolves to executable in current directory (./ctd-decoder)",
  verify: "",
};

const CONTAINERD_22: Phrases = {
  ...CONTAINERD_17,
  resolve: "failed to resolve image: {cause}",
  "copy-status": "unexpected status from {method} request to {url}: {status}",
  "copy-status-errors": "unexpected status from {method} request to {url}: {status}\n{errors}",
  "short-read": "short read: expected {size} bytes but got {got}: unexpected EOF",
  schema1: "schema 1 image manifests are no longer supported: invalid argument",
  "media-type": "get image config descriptor: unexpected media type {mediaType} for {digest}: not found",
  platform: "get image config descriptor: no match for platform in manifest {digest}: not found",
  "artifact-create": "failed to create containerd container: parent snapshot {diffId} does not exist: not found",
  extract:
    'failed to extract layer ({mediaType} {layer}) to overlayfs as "extract-{number}-{suffix} {diffId}": {cause}',
  "diff-id": 'wrong diff id "{got}" calculated on extraction "{diffId}", desc "{layer}"',
};

/** After public reports of CRI-O 1.2x and 1.3x and of podman, which share containers/image; not recorded. */
const STORAGE_FILE = "/var/tmp/container_images_storage{number}/1";
const READING_MANIFEST = "reading manifest {reference} in {repository}";
const ADDING_LAYER = 'writing blob: adding layer with blob "{layer}"';

const CRI_O: Phrases = {
  ...CONTAINERD_17,
  name: "{problem}",
  pull: "{cause}",
  ping: "initializing source docker://{image}: pinging container registry {host}: {cause}",
  mirrors: "initializing source docker://{image}: (Mirrors also failed: {others}): {place}: {cause}",
  mirror: "[{place}: {cause}]",
  "mirror-ping": "pinging container registry {host}: {cause}",
  resolve: "initializing source docker://{image}: {cause}",
  copy: "writing blob: {cause}",
  transport: '{method} "{url}": {problem}',
  token: "unable to retrieve auth token: {cause}",
  "token-transport": '{method} "{url}": {problem}',
  "token-status": "invalid username/password: {errors}",
  "denied-resolve": `${READING_MANIFEST}: requested access to the resource is denied`,
  "denied-copy": "fetching blob: requested access to the resource is denied",
  "resolve-not-found": `${READING_MANIFEST}: {errors}`,
  "resolve-status": `${READING_MANIFEST}: {errors}`,
  "copy-manifest-not-found": "{errors}",
  "copy-not-found": "fetching blob: {errors}",
  "copy-status": "fetching blob: received unexpected HTTP status: {status}",
  "copy-status-errors": "fetching blob: {errors}",
  "short-read": `writing blob: storing blob to file "${STORAGE_FILE}": happened during read: unexpected EOF`,
  size: `writing blob: storing blob to file "${STORAGE_FILE}": happened during read: Digest did not match, expected {digest} and its length`,
  digest: `writing blob: storing blob to file "${STORAGE_FILE}": happened during read: Digest did not match, expected {digest}, got {got}`,
  "ingest-full": `writing blob: storing blob to file "${STORAGE_FILE}": write ${STORAGE_FILE}: no space left on device`,
  "read-only": `writing blob: creating layer file "${STORAGE_FILE}": open ${STORAGE_FILE}: read-only file system`,
  "no-inodes": `writing blob: creating layer file "${STORAGE_FILE}": open ${STORAGE_FILE}: no space left on device`,
  schema1: `${READING_MANIFEST}: unsupported schema version 1`,
  "media-type": `${READING_MANIFEST}: unsupported manifest media type "{mediaType}"`,
  platform:
    'choosing image instance: no image found in image index for architecture "{architecture}", variant "", OS "{os}"',
  artifact: 'unsupported image-specific operation on artifact with type "{configType}"',
  extract: `${ADDING_LAYER}: processing tar file({cause}): exit status 1`,
  "no-decoder": "missing private key needed for decryption",
  "no-tar": "archive/tar: invalid tar header",
  link: "link /{target} /{file}: no such file or directory",
  full: "write /{file}: no space left on device",
  "diff-id": `${ADDING_LAYER}: layer does not match the diffID "{diffId}"`,
};

/** After public reports of cri-dockerd and of the Docker Engine; not recorded. */
const ACCESS_DENIED =
  "pull access denied for {familiarRepository}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied";

const CRI_DOCKERD: Phrases = {
  ...CONTAINERD_17,
  name: "{problem}",
  pull: "Error response from daemon: {cause}",
  ping: "Error response from daemon: {cause}",
  resolve: "{cause}",
  copy: "{cause}",
  transport: '{method} "{url}": {problem}',
  token: 'Head "{manifestUrl}": {cause}',
  "token-transport": '{method} "{url}": {problem}',
  "token-status": "{errors}",
  "denied-resolve": ACCESS_DENIED,
  "denied-copy": ACCESS_DENIED,
  "resolve-not-found": "manifest for {familiar} not found: manifest unknown: manifest unknown",
  "resolve-status": "received unexpected HTTP status: {status}",
  "copy-manifest-not-found": "{errors}",
  "copy-not-found": "{errors}",
  "copy-status": "received unexpected HTTP status: {status}",
  "copy-status-errors": "{errors}",
  "short-read": "unexpected EOF",
  size: "filesystem layer verification failed for digest {digest}",
  digest: "filesystem layer verification failed for digest {digest}",
  "ingest-full": "write /var/lib/docker/tmp/GetImageBlob{number}: no space left on device",
  "read-only": "open /var/lib/docker/tmp/GetImageBlob{number}: read-only file system",
  "no-inodes": "open /var/lib/docker/tmp/GetImageBlob{number}: no space left on device",
  schema1: "manifest schema v1 is no longer supported",
  "media-type": "Error response from daemon: unsupported manifest media type {mediaType}",
  platform:
    "Error response from daemon: no matching manifest for {platform} in the manifest list entries: no match for platform in manifest: not found",
  artifact: "invalid rootfs in image configuration",
  extract: "failed to register layer: Error processing tar file(exit status 1): {cause}",
  "no-decoder": "archive/tar: invalid tar header",
  "no-tar": "archive/tar: invalid tar header",
  link: "link /{target} /{file}: no such file or directory",
  full: "write /{file}: no space left on device",
  "diff-id": "filesystem layer verification failed for digest {layer}",
};

export const PHRASES: Readonly<Record<RuntimeName, Phrases>> = {
  "containerd-1.6": CONTAINERD_16,
  "containerd-1.7": CONTAINERD_17,
  "containerd-2.2": CONTAINERD_22,
  "cri-o": CRI_O,
  "cri-dockerd": CRI_DOCKERD,
};

type Codes = Partial<Readonly<Record<PhraseKey, GrpcCode>>>;

const CONTAINERD_CODES: Codes = {
  "resolve-not-found": "NotFound",
  "copy-manifest-not-found": "NotFound",
  "copy-not-found": "NotFound",
  "media-type": "NotFound",
  platform: "NotFound",
  size: "FailedPrecondition",
  digest: "FailedPrecondition",
  interrupted: "Canceled",
  canceled: "Canceled",
};

/** gRPC code by the innermost phrase; `Unknown` where there is none. */
export const GRPC_CODES: Readonly<Record<RuntimeName, Codes>> = {
  "containerd-1.6": CONTAINERD_CODES,
  "containerd-1.7": CONTAINERD_CODES,
  "containerd-2.2": { ...CONTAINERD_CODES, schema1: "InvalidArgument", "artifact-create": "NotFound" },
  "cri-o": {},
  "cri-dockerd": {},
};

type KnownErrors = Readonly<Record<string, string>>;

const CONTAINERD_ERRORS: KnownErrors = {
  UNKNOWN: "unknown error",
  UNSUPPORTED: "The operation is unsupported.",
  UNAUTHORIZED: "authentication required",
  DENIED: "requested access to the resource is denied",
  UNAVAILABLE: "service unavailable",
  TOOMANYREQUESTS: "too many requests",
};

const DOCKER_ERRORS: KnownErrors = {
  ...CONTAINERD_ERRORS,
  BLOB_UNKNOWN: "blob unknown to registry",
  MANIFEST_UNKNOWN: "manifest unknown",
  NAME_INVALID: "invalid repository name",
  NAME_UNKNOWN: "repository name not known to registry",
};

/** Codes and messages that the client's error library knows; an error that says no more is printed by its code alone. */
export const KNOWN_ERRORS: Readonly<Record<RuntimeName, KnownErrors>> = {
  "containerd-1.6": CONTAINERD_ERRORS,
  "containerd-1.7": CONTAINERD_ERRORS,
  "containerd-2.2": CONTAINERD_ERRORS,
  "cri-o": DOCKER_ERRORS,
  "cri-dockerd": DOCKER_ERRORS,
};

/** Reason phrases of HTTP as Go prints them behind the number. */
export const STATUS_TEXTS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Request Entity Too Large",
  416: "Requested Range Not Satisfiable",
  418: "I'm a teapot",
  421: "Misdirected Request",
  423: "Locked",
  428: "Precondition Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
  507: "Insufficient Storage",
  511: "Network Authentication Required",
};
