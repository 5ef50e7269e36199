import type { TransportFault } from "../base/index.ts";
import type { ClusterFault } from "../cluster/index.ts";
import type { KeyVerdict, SecretVerdict } from "../credentials/index.ts";
import type { FileFault, HelperFault, LineFileFault, ListenFault } from "../node/index.ts";
import type { ReferenceFaultCode } from "../reference/index.ts";
import type { WorldFault } from "../sandbox/index.ts";
import type { CliFaultCode } from "./fault.ts";

export type Code =
  | ReferenceFaultCode
  | KeyVerdict["code"]
  | SecretVerdict["code"]
  | WorldFault["code"]
  | FileFault["code"]
  | LineFileFault["code"]
  | HelperFault["code"]
  | ListenFault["code"]
  | ClusterFault["code"]
  | TransportFault["code"]
  | CliFaultCode;

/** What each public code means; the compiler sees to it that none is missing. `docs/codes.md` is made from this. */
export const CODES: Readonly<Record<Code, string>> = {
  REFERENCE_IDENTIFIER: "The whole image is 64 hex digits, which the kubelet would take for an image id",
  REFERENCE_UPPERCASE: "The repository has an upper-case letter; only the host may have one",
  REFERENCE_FORMAT: "The image does not have the form [HOST[:PORT]/]PATH[:TAG][@DIGEST]",
  REFERENCE_EMPTY: "There is no repository name",
  REFERENCE_TOO_LONG: "The repository name is longer than 255 characters",
  REFERENCE_DIGEST_FORMAT: "What follows the @ does not have the form ALGORITHM:HEX",
  REFERENCE_DIGEST_LENGTH: "The digest has not as many hex digits as its algorithm makes",
  REFERENCE_DIGEST_UNSUPPORTED: "The digest's algorithm is none of sha256, sha384 and sha512",

  CREDENTIALS_USED: "The key matches: its login is offered to the registry",
  CREDENTIALS_HUB_USED: "The key is filed under index.docker.io and stands in for Docker Hub, as no other key matches",
  CREDENTIALS_HUB_NOT_NEEDED: "The key is filed under index.docker.io, but another key matches",
  CREDENTIALS_MISMATCH: "Host, port, path or the number of parts of the host differ between key and image",
  CREDENTIALS_NOT_A_URL: "The key does not parse as a URL; the kubelet only logs it",
  CREDENTIALS_SHADOWED: "The same key stands further down in the same secret, and the last one counts",
  CREDENTIALS_BLOCKED: "The key is good in itself, but another secret of the pod does not decode and takes all with it",
  CREDENTIALS_WRONG_TYPE:
    "The secret's type is not one that the kubelet takes for a pull secret; it is left out without a sign",
  CREDENTIALS_WRONG_DATA_KEY: "The secret has the right type, but its data lacks the key that goes with it",
  CREDENTIALS_EMPTY_VALUE: "The secret's data has the right key, but it is empty",
  CREDENTIALS_UNDECODABLE: "The secret's content does not decode; no secret of the pod is used then",
  CREDENTIALS_OTHER_NAMESPACE: "The secret is in another namespace than the pod, where the kubelet does not read it",

  WORLD_SYNTAX: "The world file is not one YAML document",
  WORLD_SCHEMA: "A field of the world file is unknown, missing or of the wrong form",
  WORLD_ACTION: "An action of the world file names a registry or a node that is not there",
  WORLD_FILE: "A file that the world file names cannot be read",
  MANIFEST_SYNTAX: "A manifest is not YAML or JSON, or not a Kubernetes object",
  MANIFEST_EMPTY: "There is no object in the manifests, or none that makes pods",

  NODE_FILE_MISSING: "There is no such file, or no file matches the pattern",
  NODE_FILE_UNREADABLE: "The file cannot be read",
  NODE_FILE_TOO_BIG: "The file is longer than what is read",
  NODE_LINES_UNREADABLE: "The file of answers cannot be read",
  NODE_LINES_UNWRITABLE: "The file of answers cannot be written; what could not be kept is printed",
  NODE_HELPER_ABSENT: "A credential helper that the docker config names is not on PATH",
  NODE_HELPER_LATE: "A credential helper has not answered in time",
  NODE_HELPER_FAILED: "A credential helper has given no login, and not said that it has none",
  NODE_PORT_TAKEN: "Another program listens on the port",
  NODE_PORT_FORBIDDEN: "The port may not be listened on by this user",
  NODE_PORT_UNUSABLE: "The port cannot be listened on",

  CLUSTER_CONFIG: "There is no kubeconfig, no such context, or it cannot be used",
  CLUSTER_UNREACHABLE: "There is no connection to the API server",
  CLUSTER_TIMEOUT: "The API server did not answer in time",
  CLUSTER_UNAUTHORIZED: "The API server does not know who asks",
  CLUSTER_FORBIDDEN: "Who asks may not see this",
  CLUSTER_NOT_FOUND: "The API server has no such object",
  CLUSTER_CONFLICT: "The object is not as it was when it was looked at, or is there already; nothing is overwritten",
  CLUSTER_REFUSED: "The API server does not accept the change",
  CLUSTER_ANSWER: "What answers does not answer like an API server",

  CLI_USAGE: "Flags or arguments do not go together, or one is missing",
  CLI_WORLD_UNKNOWN: "No world of this name ships with pullwhy, and it is no file",
  CLI_ACTION_FAILED: "A command of the world did not end as the world says",
  CLI_STEP_UNKNOWN: "The trace has no step of this id",
  CLI_CAUSE_UNKNOWN: "No cause and no family of causes has this name",
  CLI_NOTHING_UNDERSTOOD: "The text holds no pod, no event and no error of an image tool",
  CLI_ANSWER_UNREADABLE: "A line of standard input is no answer to the question that was asked",
  CLI_NOTHING_TO_ASK: "The world gives no question for this way to practise",
  CLI_SCENARIO_UNKNOWN: "No scenario has this name",
  CLI_TOO_MUCH: "The input or the run is larger than what pullwhy takes",

  TRANSPORT_DNS_NOT_FOUND: "The resolver says that there is no such host",
  TRANSPORT_DNS_FAILURE: "The resolver fails, or does not answer in time",
  TRANSPORT_REFUSED: "Nobody listens at the port",
  TRANSPORT_RESET: "The other side broke the connection",
  TRANSPORT_TIMEOUT: "There was no answer in time; the phase says to what",
  TRANSPORT_NO_ROUTE: "There is no way to the address",
  TRANSPORT_NOT_HTTP: "What answers does not speak HTTP",
  TRANSPORT_ABORTED: "The request was given up by whoever asked",
  TRANSPORT_OTHER: "The system reports an error that has no code here",
  TRANSPORT_TLS_UNKNOWN_AUTHORITY: "The certificate is signed by an authority that is not trusted here",
  TRANSPORT_TLS_EXPIRED: "The certificate, or one that it hangs on, is past its end",
  TRANSPORT_TLS_NOT_YET_VALID: "The certificate is not valid yet; or the clock here is slow",
  TRANSPORT_TLS_WRONG_NAME: "The certificate is for other names than the one that was called",
  TRANSPORT_TLS_HANDSHAKE:
    "The TLS handshake fails: no common version, a client certificate is wanted, or it is no TLS",
  TRANSPORT_PLAIN_HTTP: "TLS was wanted, and plain HTTP is spoken at the port",
  TRANSPORT_PROXY: "The proxy does not let the request through",
  TRANSPORT_ADDRESS_REFUSED: "A redirect or a token service leads to an address that is not of the public internet",
};
