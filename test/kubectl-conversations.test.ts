import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../conformance/vectors.ts";
import { ManualClock } from "../src/base/index.ts";
import { type Minor, rulesOf } from "../src/kinds/index.ts";
import { runKubectl, type KubectlResult } from "../src/kubectl/index.ts";

interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly body?: unknown;
    readonly contentType?: string;
  };
  readonly response: { readonly status: number; readonly body?: unknown; readonly warning?: string };
}

/** One command of a real kubectl, with what it asked of a real API server and was answered (discovery and watches left out). */
interface Conversation {
  readonly step: string;
  readonly server: string;
  readonly kubectl: string;
  readonly argv: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly exchanges: readonly Exchange[];
}

/** Steps that are not compared, and why. */
const NOT_COMPARABLE: Readonly<Record<string, string>> = {
  "apply-server-side": "server-side apply is not offered",
  "apply-server-side-conflict": "server-side apply is not offered",
  "apply-server-side-forced": "server-side apply is not offered",
  "create-dry-run-server": "prints YAML",
  "get-serviceaccount": "prints YAML",
  "get-pod-yaml": "prints YAML",
  "get-secret-yaml": "prints YAML",
  "pod-with-sa-secret": "prints YAML",
  "get-pods-json": "prints JSON",
  "get-pod-not-printed-fields": "prints JSON",
  "get-pods-jsonpath": "prints by JSONPath",
  "get-pods-chunk": "asks in parts",
  "events-sorted": "sorts",
  "scale-subresource": "asks a raw path",
  "create-role": "roles are not served",
  "create-rolebinding": "roles are not served",
  "create-namespace-again": "the refusal is recorded in protobuf",
  "label-invalid": "the server refuses the label in other words than kubectl",
};

const conversations = (
  readJsonLines(join(import.meta.dirname, "../conformance/recordings/api/commands.jsonl.gz")) as Conversation[]
).filter(({ step }) => !(step in NOT_COMPARABLE));

interface Replay extends KubectlResult {
  readonly writes: readonly unknown[];
}

/** Runs the command against the recorded answers, by method and path. */
async function replay(conversation: Conversation): Promise<Replay> {
  const writes: unknown[] = [];
  const rest = [...conversation.exchanges];
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const path = pathname + search;
    const text = await request.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    if (request.method !== "GET") writes.push(plain({ method: request.method, path, body }));
    const at = rest.findIndex((own) => own.request.method === request.method && sameQuery(own.request.path, path));
    const [found] = at === -1 ? [] : rest.splice(at, 1);
    if (found === undefined)
      return new Response(JSON.stringify({ kind: "Status", reason: "NotFound" }), { status: 404 });
    const { status, warning } = found.response;
    const headers = warning === undefined ? {} : { warning };
    return new Response(JSON.stringify(found.response.body), { status, headers });
  };
  const clock = new ManualClock(Date.parse("2026-11-23T06:25:06Z"));
  const readFile = (path: string): Promise<string | undefined> => Promise.resolve(fileText(conversation.files[path]));
  const minor = conversation.kubectl.replace(/^v(\d+\.\d+)\..*$/, "$1") as Minor;
  const results: KubectlResult[] = [];
  clock.start(async () => {
    results.push(await runKubectl({ argv: conversation.argv, fetch, clock, readFile, rules: rulesOf(minor).printer }));
  });
  await clock.runUntil(clock.now() + 5_000);
  const [result] = results;
  if (result === undefined) throw new Error("The command did not end");
  return { ...result, writes };
}

function fileText(file: unknown): string | undefined {
  return typeof file === "string" || file === undefined ? file : JSON.stringify(file);
}

function sameQuery(a: string, b: string): boolean {
  const [left, right] = [a, b].map((path) => new URL(path, "http://x"));
  left?.searchParams.sort();
  right?.searchParams.sort();
  return left?.href === right?.href;
}

/** Paths with their query in order; empty members, which typed clients write, and times of kubectl's own are left out. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    if (key === "path") return new URL(String(inner), "http://x").pathname + sortedQuery(String(inner));
    return isEmpty(inner) || TYPED_DEFAULTS[key] === inner ? undefined : inner;
  });
  return JSON.parse(text.replaceAll(/("kubectl.kubernetes.io\/restartedAt"):"[^"]*"/g, '$1:"TIME"')) as unknown;
}

/** What `kubectl run` fills in itself, although the server would. */
const TYPED_DEFAULTS: Readonly<Record<string, unknown>> = { dnsPolicy: "ClusterFirst" };

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0);
}

function sortedQuery(path: string): string {
  const { searchParams } = new URL(path, "http://x");
  searchParams.sort();
  return `?${searchParams.toString()}`;
}

/** What kubectl sent, as far as it is JSON: newer ones create in protobuf. */
function comparableWrites({ exchanges }: Conversation): unknown[] {
  return exchanges
    .filter(({ request }) => request.method !== "GET" && request.contentType?.includes("protobuf") !== true)
    .map(({ request: { method, path, body } }) => plain({ method, path, body }));
}

describe.each(conversations)("$server, kubectl $kubectl: $step", (conversation) => {
  test("prints what the real one printed, and writes what it wrote", async () => {
    const { exitCode, stdout, stderr, writes } = await replay(conversation);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: conversation.exit,
      stdout: conversation.stdout,
      stderr: conversation.stderr,
    });
    const wanted = comparableWrites(conversation);
    expect(wanted.length === 0 ? [] : writes).toEqual(wanted);
  });
});
