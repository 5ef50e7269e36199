import { formatGoDuration } from "../base/index.ts";
import type { Entry, EntryData, EntryKind } from "../kinds/index.ts";

type Texts = { readonly [K in EntryKind]: (data: EntryData[K]) => string };

/** What an entry says, as one sentence without a full stop. Never more than the entry holds. */
const TEXTS: Texts = {
  user: (data) => (data.at === "begin" ? data.run : `${data.run}: ${firstLine(data.stdout || data.stderr) || "done"}`),
  api: ({ verb, resource, name, code, message }) =>
    `The API server answers ${code} to ${verb} ${resource}/${name}${message === undefined ? "" : `: ${message}`}`,
  admission: ({ plugin, path, value }) => `${plugin} sets ${path} to ${value}`,
  schedule: ({ node }) => `The scheduler binds the pod to ${node}`,
  sync: ({ number, trigger }) => `Sync ${number} of the pod (${trigger})`,
  decision: ({ image, state, reason, elapsed, window }) => {
    const spent = elapsed === undefined || window === undefined ? "" : `: ${spentOf(elapsed, window)}`;
    return `${image} ends in ${reason ?? state}${spent}`;
  },
  backoff: ({ window, failures }) =>
    `Failed pull number ${failures} arms a window of ${formatGoDuration(window)} from now`,
  credential: ({ source, key, username }) =>
    source === "anonymous"
      ? "No credential matches; asked without a login"
      : `Offers the login of ${source}${key === undefined ? "" : ` under ${key}`}${username ? ` (user ${username})` : ""}`,
  dns: ({ host, answer }) => `DNS ${host}: ${answer}`,
  tcp: ({ host, result }) => `Connection to ${host}: ${result}`,
  tls: ({ host, result }) => `TLS with ${host}: ${result}`,
  http: ({ method, url, status, auth }) => `${method} ${url} (${auth} auth): ${status}`,
  cri: ({ call, image, at, grpcCode, message }) => {
    const what = image === undefined ? call : `${call} ${image}`;
    if (at === "begin") return `${what} begins`;
    return grpcCode === undefined ? `${what} ends well` : `${what} fails: ${grpcCode}: ${message ?? ""}`;
  },
  event: ({ reason, message, count }) => `Event ${reason} (×${count}): ${message}`,
  status: ({ status, phase, ready }) => `Status published: ${status}, phase ${phase}, ready ${ready}`,
  node: ({ change, image }) => (image === undefined ? change : `${change}: ${image}`),
  secret: ({ namespace, name, change }) => `Secret ${namespace}/${name} ${change}`,
};

export function entryText(entry: Entry): string {
  const text = TEXTS[entry.kind] as (data: Entry["data"]) => string;
  return text(entry.data);
}

/** `14s of the 20s have passed`. */
export function spentOf(elapsed: number, window: number): string {
  return `${formatGoDuration(Math.floor(elapsed / 1000) * 1000)} of the ${formatGoDuration(window)} have passed`;
}

export function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
