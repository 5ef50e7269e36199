import { base64, listAt, objectAt, timestamp, utf8Bytes } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import { issuedTokens } from "../auth/issued-tokens.ts";
import { serviceAccountUser } from "../auth/user.ts";
import type { ApiAnswer } from "../contract.ts";
import { newUid } from "../names.ts";
import { notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { stored } from "../verbs/read.ts";

const ISSUER = "https://kubernetes.default.svc.cluster.local";
const HOUR = 3600;

/** POST of a `TokenRequest` to a service account: a token by which this server knows it again. */
export function issueToken(call: Call): ApiAnswer {
  const account = stored(call);
  if (account === undefined) return refusal(notFound(subjectOf(call)));
  const { clock } = call.server;
  const wanted = objectAt(call.request.body, "spec");
  const audiences = listAt(wanted, "audiences").length > 0 ? listAt(wanted, "audiences") : [ISSUER];
  const expirationSeconds = Number(wanted["expirationSeconds"] ?? HOUR);
  const expires = clock.now() + expirationSeconds * 1000;
  const token = tokenFor(call, account, { audiences, expires });
  const { name = "", namespace = "", uid = "" } = account.metadata;
  issuedTokens(call.server).set(token, serviceAccountUser(namespace, name, uid));
  const object = {
    kind: "TokenRequest",
    apiVersion: apiVersionOf({ group: "authentication.k8s.io", version: "v1" }),
    metadata: { name, namespace, creationTimestamp: timestamp(clock.now()) },
    spec: { audiences, expirationSeconds, boundObjectRef: wanted["boundObjectRef"] ?? null },
    status: { token, expirationTimestamp: timestamp(expires) },
  };
  return { ok: true, code: 201, object: object as KubernetesObject };
}

interface Claims {
  readonly audiences: readonly unknown[];
  readonly expires: number;
}

/** In the form of a JSON Web Token; what stands for its signature is random. */
function tokenFor(call: Call, { metadata }: KubernetesObject, { audiences, expires }: Claims): string {
  const { name = "", namespace = "", uid = "" } = metadata;
  const { clock, random } = call.server;
  const seconds = (instant: number): number => Math.floor(instant / 1000);
  const claims = {
    aud: audiences,
    exp: seconds(expires),
    iat: seconds(clock.now()),
    iss: ISSUER,
    jti: newUid(random),
    "kubernetes.io": { namespace, serviceaccount: { name, uid } },
    nbf: seconds(clock.now()),
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  const parts = [
    JSON.stringify({ alg: "RS256", kid: "sandbox" }),
    JSON.stringify(claims),
    newUid(random) + newUid(random),
  ];
  return parts.map(encoded).join(".");
}

function encoded(text: string): string {
  return base64(utf8Bytes(text)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
