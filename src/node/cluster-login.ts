import { readFileSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";

import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";

import {
  failed,
  isJsonObject,
  type JsonObject,
  listAt,
  objectAt,
  ok,
  type Outcome,
  textAt,
  valueAt,
} from "../base/index.ts";
import type { ClusterFault } from "../cluster/index.ts";
import type { Connect, Connection } from "./cluster-requests.ts";
import { entryIn, keepOidc } from "./kubeconfig-files.ts";
import { type LoginProgram, programLogin } from "./login-program.ts";
import { oidcLogin } from "./oidc-login.ts";

export type Cluster = NonNullable<ReturnType<KubeConfig["getCurrentCluster"]>>;
type User = NonNullable<ReturnType<KubeConfig["getCurrentUser"]>>;

export interface Asker {
  readonly config: KubeConfig;
  readonly cluster: Cluster;
  /** Where the kubeconfig was read. */
  readonly files: readonly string[];
  /** Somebody else to ask as. */
  readonly impersonation: OutgoingHttpHeaders;
}

/** What shows who asks: made at the first question, and made anew where it has run out or is refused. */
export function connectorOf(asker: Asker): Connect {
  let current: LoggedIn | undefined;
  let pending: Promise<Outcome<LoggedIn, ClusterFault>> | undefined;
  return async (signal, refused) => {
    const isRefused = refused !== undefined && current?.connection === refused;
    if (current !== undefined && !isRefused && Date.now() < current.until) return ok(current.connection);
    pending ??= loggedIn(asker, signal, isRefused).finally(() => (pending = undefined));
    const login = await pending;
    if (!login.ok) return login;
    current = login.value;
    return ok(current.connection);
  };
}

interface LoggedIn {
  readonly connection: Connection;
  readonly until: number;
}

async function loggedIn(asker: Asker, signal: AbortSignal, again: boolean): Promise<Outcome<LoggedIn, ClusterFault>> {
  const user = asker.config.getCurrentUser();
  if (user === null) return ok({ connection: await connectionAs(asker, undefined), until: Infinity });
  const old = oldProvider(user);
  if (old !== undefined) return failed(old);
  const oidc = valueAt(user.authProvider, "name") === "oidc" ? valueAt(user.authProvider, "config") : undefined;
  if (isJsonObject(oidc)) return withOidc(asker, { user, oidc }, { signal, again });
  const program = await programOf(user, asker);
  if (program === undefined) {
    const isRenewable = valueAt(user.authProvider, "config") !== undefined;
    return ok({ connection: { ...(await connectionAs(asker, user)), isRenewable }, until: Infinity });
  }
  const login = await programLogin(program, { signal, again });
  if (!login.ok) return failed(login.fault);
  const { token, certificate, key, until } = login.value;
  const { exec: _, authProvider: __, ...rest } = user as User & { readonly exec?: unknown };
  const as: User = {
    ...rest,
    ...(token !== undefined && rest.token === undefined && { token }),
    ...(certificate !== undefined && { certData: encoded(certificate) }),
    ...(key !== undefined && { keyData: encoded(key) }),
  };
  return ok({ connection: { ...(await connectionAs(asker, as)), isRenewable: true }, until });
}

interface OidcUser {
  readonly user: User;
  readonly oidc: JsonObject;
}

/** The library would wait for the provider without end, and lose what it answers. */
async function withOidc(
  asker: Asker,
  { user, oidc }: OidcUser,
  asking: Parameters<typeof oidcLogin>[1],
): Promise<Outcome<LoggedIn, ClusterFault>> {
  const login = await oidcLogin(oidc, asking);
  if (!login.ok) return login;
  const { token, until, refreshToken } = login.value;
  if (refreshToken !== undefined) {
    const values = { "id-token": token, "refresh-token": refreshToken };
    await keepOidc(asker.files, user.name, values);
    // The next renewal in this run begins there.
    Object.assign(oidc, values);
  }
  const { authProvider: _, ...rest } = user;
  const connection = await connectionAs(asker, { ...rest, token });
  return ok({ connection: { ...connection, isRenewable: true }, until });
}

function encoded(pem: string): string {
  return Buffer.from(pem).toString("base64");
}

/** kubectl has not known them since 1.26: it wants a login program instead. */
const OLD_PROVIDERS: ReadonlySet<string> = new Set(["azure", "gcp"]);

function oldProvider(user: User): ClusterFault | undefined {
  const { name = "" } = (user.authProvider ?? {}) as { readonly name?: string };
  if (!OLD_PROVIDERS.has(name)) return undefined;
  const message = `Cannot use the kubeconfig: its user logs in by the auth provider ${JSON.stringify(name)}, which kubectl 1.26 has dropped`;
  return { code: "CLUSTER_CONFIG", message, hint: "Make the kubeconfig anew with the tool of the cloud" };
}

async function connectionAs({ config, cluster, impersonation }: Asker, user: User | undefined): Promise<Connection> {
  // The library refuses plain HTTP, as `kubectl proxy` serves it, unless certificates are not to be checked.
  const plain = cluster.server.startsWith("http:");
  config.clusters = replaced(config.clusters, plain ? { ...cluster, skipTLSVerify: true } : cluster);
  const kept = config.users;
  if (user !== undefined) config.users = replaced(kept, user);
  const request: RequestOptions = {};
  await config.applyToHTTPSOptions(request);
  config.users = kept;
  const { agent, auth, headers } = request;
  const shown = { ...(headers as OutgoingHttpHeaders), ...impersonation };
  return { server: cluster.server, agent, auth, headers: shown, isRenewable: false };
}

function replaced<T extends { readonly name: string }>(list: readonly T[], by: T): T[] {
  return list.map((each) => (each.name === by.name ? by : each));
}

/** Undefined where the user has no login program. */
async function programOf(user: User, { cluster, files }: Asker): Promise<LoginProgram | undefined> {
  const { exec: own, authProvider } = user as { readonly exec?: unknown; readonly authProvider?: unknown };
  const exec = isJsonObject(own) ? own : valueAt(authProvider, "config", "exec");
  if (!isJsonObject(exec)) return undefined;
  const isRelative = /^[^\\/].*[\\/]/.test(textAt(exec, "command") ?? "");
  const folder = isRelative ? (await entryIn(files, "users", user.name))?.folder : undefined;
  const told = exec["provideClusterInfo"] === true ? { cluster: await clusterInfo(cluster, files) } : {};
  return { exec, folder: folder ?? "", ...told };
}

const EXTENSION = "client.authentication.k8s.io/exec";

async function clusterInfo(cluster: Cluster, files: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { server, caFile, caData, skipTLSVerify, tlsServerName, proxyUrl } = cluster;
  const found = objectAt((await entryIn(files, "clusters", cluster.name))?.entry, "cluster");
  const config = listAt(found, "extensions").find((each) => textAt(each, "name") === EXTENSION);
  const authority = caFile === undefined ? caData : readFileSync(caFile).toString("base64");
  return {
    server,
    ...(tlsServerName !== undefined && { "tls-server-name": tlsServerName }),
    ...(skipTLSVerify && { "insecure-skip-tls-verify": true }),
    ...(authority !== undefined && { "certificate-authority-data": authority }),
    ...(proxyUrl !== undefined && { "proxy-url": proxyUrl }),
    ...(found["disable-compression"] === true && { "disable-compression": true }),
    ...(config !== undefined && { config: valueAt(config, "extension") }),
  };
}
