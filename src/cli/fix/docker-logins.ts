import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";

import {
  base64,
  failed,
  isJsonObject,
  type JsonObject,
  objectAt,
  ok,
  type Outcome,
  textAt,
  utf8Bytes,
} from "../../base/index.ts";
import { decodePullSecret } from "../../credentials/index.ts";
import { DEFAULT_MINOR, type Rules, rulesOf, type SecretObject } from "../../kinds/index.ts";
import { type HelperLogin, helperLogin, readText } from "../../node/index.ts";
import type { ImageReference } from "../../reference/index.ts";
import { type Choices, loginIn } from "../../remedy/index.ts";
import { cliFault, type Fault } from "../fault.ts";

type GivenLogin = NonNullable<Choices["login"]>;

/** The login for an image, where there is one. */
export type LoginFor = (image: ImageReference, rules: Rules) => Promise<Outcome<GivenLogin | undefined, Fault>>;

const LONGEST_CONFIG = 1024 * 1024;

/** Of a docker config the login that the kubelet would send first for the image; what credential helpers keep is not in it. */
export async function loginsOfFile(path: string): Promise<Outcome<LoginFor, Fault>> {
  const read = await configIn(path);
  if (!read.ok) return read;
  const secret = secretOf(read.value);
  if (Object.keys(objectAt(read.value, "auths")).length === 0 || !isReadable(secret)) {
    const hint = "Logins that a credential helper keeps are not in it: --from-docker asks for those";
    return failed(noConfig(path, hint));
  }
  return ok((image, rules) => Promise.resolve(ok(loginIn(secret, image, rules))));
}

/** As docker finds it: the helper of the registry, the store of all, then the config itself. */
export async function loginsOfDocker(signalNow: () => AbortSignal): Promise<Outcome<LoginFor, Fault>> {
  const path = join(process.env["DOCKER_CONFIG"] ?? join(homedir(), ".docker"), "config.json");
  const read = await configIn(path);
  if (!read.ok) return read;
  const secret = secretOf({ auths: withoutIdentities(objectAt(read.value, "auths")) });
  if (!isReadable(secret)) return failed(noConfig(path));
  const asked = new Map<string, ReturnType<LoginFor>>();
  const ask = async (image: ImageReference, rules: Rules): ReturnType<LoginFor> => {
    const kept = await keptLogin(read.value, image.host, signalNow());
    return kept.ok && kept.value === undefined ? ok(loginIn(secret, image, rules)) : kept;
  };
  return ok((image, rules) => {
    const answer = asked.get(image.repository) ?? ask(image, rules);
    asked.set(image.repository, answer);
    return answer;
  });
}

async function keptLogin(config: JsonObject, host: string, signal: AbortSignal): ReturnType<LoginFor> {
  const servers = host === "docker.io" ? ["https://index.docker.io/v1/", "docker.io"] : [host, `https://${host}`];
  for (const server of servers) {
    const helper = textAt(config, "credHelpers", server) ?? storeOf(config);
    if (helper === undefined) continue;
    const login = await helperLogin({ helper, server }, signal);
    if (!login.ok) return login;
    if (login.value !== undefined) return usable(login.value, host, helper);
  }
  return ok(undefined);
}

function storeOf(config: JsonObject): string | undefined {
  return textAt(config, "credsStore") || undefined;
}

/** Azure's registries take an identity token as the password of this user. */
const AZURE = /\.azurecr\.(?:io|cn|us)$/;
const AZURE_USER = "00000000-0000-0000-0000-000000000000";

/** The kubelet sends user names and passwords, and knows nothing of identity tokens. */
function usable(
  { username, password, isIdentity }: HelperLogin,
  host: string,
  helper: string,
): Awaited<ReturnType<LoginFor>> {
  if (!isIdentity) return ok({ username, password });
  if (AZURE.test(host)) return ok({ username: AZURE_USER, password });
  const message = `Cannot take the login from docker: ${JSON.stringify(`docker-credential-${helper}`)} keeps an identity token for ${host}, which a pull secret cannot hold`;
  return failed(
    cliFault("CLI_USAGE", message, "Log in to docker with an access token, or give --username with --password-stdin"),
  );
}

/** Entries of which the kubelet would send a user without a password. */
function withoutIdentities(auths: JsonObject): JsonObject {
  const entries = Object.entries(auths).flatMap(([key, entry]): [string, unknown][] => {
    const identity = textAt(entry, "identitytoken") ?? "";
    if (identity === "") return [[key, entry]];
    return AZURE.test(key) ? [[key, { username: AZURE_USER, password: identity }]] : [];
  });
  return Object.fromEntries(entries);
}

async function configIn(path: string): Promise<Outcome<JsonObject, Fault>> {
  const text = await readText(path, { limit: LONGEST_CONFIG });
  if (!text.ok) return text;
  try {
    const config: unknown = JSON.parse(text.value);
    if (isJsonObject(config)) return ok(config);
  } catch {
    // What is wrong with it is not quoted: it may hold passwords.
  }
  return failed(noConfig(path));
}

function noConfig(path: string, hint?: string): Fault {
  return cliFault("CLI_USAGE", `Cannot use ${JSON.stringify(path)}: a docker config with logins is wanted`, hint);
}

/** As the kubelet would find it in a pull secret. */
function secretOf(config: JsonObject): SecretObject {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { namespace: "default", name: "given" },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": base64(utf8Bytes(JSON.stringify(config))) },
  };
}

function isReadable(secret: SecretObject): boolean {
  return decodePullSecret(secret, rulesOf(DEFAULT_MINOR).credentials).kind === "entries";
}
