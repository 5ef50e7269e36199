import { readFileSync } from "node:fs";

import {
  failed,
  isJsonObject,
  type JsonObject,
  ok,
  type Outcome,
  Secret,
  textAt,
  utf8Text,
  valueAt,
} from "../base/index.ts";
import type { ClusterFault } from "../cluster/index.ts";
import { createHttpsTransport } from "./https-transport.ts";

export interface OidcLogin {
  readonly token: string;
  /** From then on it is renewed. */
  readonly until: number;
  /** Where the provider has given another one: the old one is of no more use to anybody. */
  readonly refreshToken?: string;
}

const LARGEST_ANSWER = 1024 * 1024;
const JSON_HEADERS = { accept: "application/json" };
const FORM_HEADERS = { ...JSON_HEADERS, "content-type": "application/x-www-form-urlencoded" };

/** The id token of the auth provider `oidc`: the one of the kubeconfig while it is good, else one that its provider gives for the refresh token. */
export async function oidcLogin(
  config: JsonObject,
  { signal, again }: { readonly signal: AbortSignal; readonly again: boolean },
): Promise<Outcome<OidcLogin, ClusterFault>> {
  const token = textAt(config, "id-token") ?? "";
  const until = expiryOf(token);
  if (token !== "" && !again && Date.now() < until) return ok({ token, until });
  const [issuer, refresh] = [textAt(config, "idp-issuer-url"), textAt(config, "refresh-token")];
  if (!issuer || !refresh) return failed(fault("its login has expired, and there is nothing to renew it with"));
  if (!isSafe(issuer)) return failed(fault(`${issuer} is not asked, for it has no TLS`));
  const key = JSON.stringify([issuer, refresh]);
  const known = kept.get(key);
  if (known !== undefined && !again && Date.now() < known.until) return ok(known);
  const login = await renewed(config, { issuer, refresh: known?.refreshToken ?? refresh, signal });
  if (login.ok) kept.set(key, login.value);
  return login;
}

/** A refresh token may be good once only, and the kubeconfig not be writable. */
const kept = new Map<string, OidcLogin>();

interface Renewing {
  readonly issuer: string;
  readonly refresh: string;
  readonly signal: AbortSignal;
}

async function renewed(
  config: JsonObject,
  { issuer, refresh, signal }: Renewing,
): Promise<Outcome<OidcLogin, ClusterFault>> {
  const ask = asker(config, signal);
  const discovery = await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const endpoint = textAt(discovery, "token_endpoint") ?? "";
  if (!isSafe(endpoint)) return failed(notRenewed(issuer, signal));
  const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refresh });
  form.set("client_id", textAt(config, "client-id") ?? "");
  const secret = textAt(config, "client-secret") ?? "";
  if (secret !== "") form.set("client_secret", secret);
  const answer = await ask(endpoint, form);
  const token = textAt(answer, "id_token");
  if (token === undefined) return failed(notRenewed(issuer, signal));
  const other = textAt(answer, "refresh_token");
  const isOther = other !== undefined && other !== refresh;
  return ok({ token, until: expiryOf(token), ...(isOther && { refreshToken: other }) });
}

/** GET, or POST of a form; the JSON of a good answer. */
function asker(config: JsonObject, signal: AbortSignal): (url: string, form?: URLSearchParams) => Promise<unknown> {
  const file = textAt(config, "idp-certificate-authority");
  const data = textAt(config, "idp-certificate-authority-data");
  const authority = file ? readFileSync(file, "utf8") : data ? Buffer.from(data, "base64").toString("utf8") : undefined;
  const transport = createHttpsTransport(authority === undefined ? {} : { extraCa: [authority] });
  return async (url, form) => {
    const request =
      form === undefined
        ? ({ method: "GET", url, headers: JSON_HEADERS } as const)
        : ({ method: "POST", url, headers: FORM_HEADERS, body: new Secret(form.toString()) } as const);
    const answer = await transport.send(request, { signal, maxBody: LARGEST_ANSWER });
    if (!answer.ok || answer.value.status !== 200) return undefined;
    return jsonOf(utf8Text(answer.value.body) ?? "");
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** TLS, or this machine. */
function isSafe(url: string): boolean {
  return url.startsWith("https://") || /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${url}/`);
}

/** Milliseconds since the Unix epoch; the past where it does not say. */
function expiryOf(token: string): number {
  const [, payload = ""] = token.split(".");
  const claims = jsonOf(Buffer.from(payload, "base64url").toString("utf8"));
  const expiry = isJsonObject(claims) ? valueAt(claims, "exp") : undefined;
  return typeof expiry === "number" ? expiry * 1000 : 0;
}

function notRenewed(issuer: string, signal: AbortSignal): ClusterFault {
  if (signal.aborted) return { ...fault(`${issuer} has not renewed it in time`), code: "CLUSTER_TIMEOUT" };
  return fault(`${issuer} does not renew it`);
}

function fault(why: string): ClusterFault {
  const message = `Cannot use the kubeconfig: its user logs in by OIDC, and ${why}`;
  return { code: "CLUSTER_CONFIG", message, hint: "Log in anew, then kubectl get pods" };
}
