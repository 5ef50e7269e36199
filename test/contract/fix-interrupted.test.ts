import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as secureRequest } from "node:https";
import { buffer, text } from "node:stream/consumers";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";

import { builtProgram } from "../built.ts";
import { cli } from "../cli.ts";
import { kubeconfigText } from "../kubeconfig.ts";
import { failingSandbox } from "./failing-sandbox.ts";
import type { TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 300_000 });

const program = builtProgram();
const LOGIN = ["--username", "puller", "--password-stdin"];

const CRON_JOB = {
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name: "web" },
  spec: {
    schedule: "0 0 1 1 *",
    jobTemplate: {
      spec: {
        template: {
          spec: { restartPolicy: "OnFailure", containers: [{ name: "app", image: "registry.example/shop/web:1.4.2" }] },
        },
      },
    },
  },
};

interface Story {
  readonly plan: string;
  readonly world: string;
  readonly target: string;
  readonly flags: readonly string[];
  /** Requests that change something. */
  readonly writes: number;
}

const STORIES: readonly Story[] = [
  {
    plan: "an image",
    world: "wrong-tag",
    target: "pod/web",
    flags: ["--to", "registry.example/shop/web:1.4.2"],
    writes: 1,
  },
  { plan: "a pod made anew with a new secret", world: "private-no-secret", target: "pod/web", flags: LOGIN, writes: 5 },
  { plan: "a login that is replaced", world: "wrong-password", target: "pod/web", flags: LOGIN, writes: 2 },
  { plan: "a secret made anew", world: "secret-wrong-type", target: "pod/web", flags: LOGIN, writes: 5 },
  { plan: "a run of a CronJob made anew", world: "private-no-secret", target: "cronjob/web", flags: LOGIN, writes: 6 },
];

const CASES = STORIES.flatMap((story) =>
  Array.from({ length: story.writes }, (_, index) => ({ ...story, after: index + 1 })),
);

async function begun({ world, target }: Story): Promise<TestSandbox> {
  const sandbox = await failingSandbox(world);
  if (target !== "cronjob/web") return sandbox;
  const lines = [
    ["delete pods --all --now"],
    ["apply -f -", JSON.stringify(CRON_JOB)],
    ["create job by-hand --from=cronjob/web"],
  ] as const;
  for (const [line = "", stdin] of lines)
    expect((await sandbox.run(line, stdin === undefined ? {} : { stdin })).exitCode).toBe(0);
  for (let tries = 0; tries < 60; tries += 1) {
    await sandbox.jump(1_000);
    if (/ErrImage|ImagePull/.test((await sandbox.run("get pods --no-headers")).stdout)) break;
  }
  return sandbox;
}

interface Between {
  readonly kubeconfig: string;
  /** How many requests have changed something. */
  readonly writes: () => number;
}

/** Stands between a program and the API server, and tells of each change that was made, before its answer goes on. */
async function between(sandbox: TestSandbox, changed: (count: number) => void): Promise<Between> {
  const { users } = parse(readFileSync(sandbox.kubeconfig, "utf8")) as { users: [{ user: { token: string } }] };
  let count = 0;
  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const { host: _, ...headers } = incoming.headers;
    const { method, url } = incoming;
    const sent = secureRequest(`${sandbox.url}${url}`, { method, headers, rejectUnauthorized: false });
    const answered = once(sent, "response");
    sent.end(body);
    const [answer] = (await answered) as [IncomingMessage];
    const content = await buffer(answer);
    if (method !== "GET") changed((count += 1));
    outgoing.writeHead(answer.statusCode ?? 500, { "content-type": "application/json" }).end(content);
  };
  const server = createServer((...pair) => void pass(...pair).catch(() => pair[1].destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-between-"));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const kubeconfig = join(folder, "config");
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    kubeconfig,
    kubeconfigText({ server: `http://127.0.0.1:${port}`, user: { token: users[0].user.token } }),
  );
  return { kubeconfig, writes: () => count };
}

/** Lets the program work, and sends it a signal once so many changes were made. */
async function cut(
  sandbox: TestSandbox,
  { target, flags, after }: Story & { readonly after: number },
  signal: "SIGKILL" | "SIGINT",
) {
  let stop = (): void => undefined;
  const way = await between(sandbox, (count) => count === after && stop());
  const argv = [program, "fix", target, ...flags, "--kubeconfig", way.kubeconfig, "--offline", "--apply", "--yes"];
  const child = spawn(process.execPath, argv, { stdio: ["pipe", "pipe", "pipe"] });
  stop = () => void child.kill(signal);
  child.stdin.end("puller-pass\n");
  const [[code], ...said] = await Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]);
  return { code: code as number | null, said: said.join(""), writes: way.writes() };
}

async function again(
  sandbox: TestSandbox,
  { target, flags }: Story,
): Promise<{ readonly code: number; readonly said: string }> {
  let waited = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    await sandbox.jump(milliseconds);
  };
  const argv = ["fix", target, ...flags, "--kubeconfig", sandbox.kubeconfig, "--apply", "--yes", "--timeout", "60s"];
  const { code, out, err } = await cli(argv, { stdin: "puller-pass\n", io: { sleep, now: () => Date.now() + waited } });
  return { code, said: out + err };
}

async function statuses(sandbox: TestSandbox): Promise<string> {
  let words = "";
  for (let tries = 0; tries < 400; tries += 1) {
    const { stdout } = await sandbox.run("get pods --no-headers");
    const each = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ +/)[2] ?? "");
    words = [...new Set(each)].filter((word) => word !== "Terminating").join();
    if (/^(?:Running|Completed)$/.test(words)) break;
    await sandbox.jump(2_000);
  }
  return words;
}

test.each(CASES)(
  "$plan, killed after change $after: run again it is finished, and nothing is left of both",
  async (story) => {
    const sandbox = await begun(story);
    const killed = await cut(sandbox, story, "SIGKILL");
    expect({ code: killed.code, writes: killed.writes }).toEqual({ code: null, writes: story.after });
    const { code, said } = await again(sandbox, story);
    // After the last change all is right, and the pod may still wait for its next try: then there is nothing to change.
    const isWhole = code === 0 || (story.after === story.writes && said.includes("nothing to change"));
    expect({ isWhole, said: isWhole ? "" : said }).toEqual({ isWhole: true, said: "" });
    expect(killed.said + said).not.toContain("puller-pass");
    expect(["Running", "Completed"]).toContain(await statuses(sandbox));
    expect((await sandbox.run("get secrets -o name")).stdout).not.toContain("remakes");
  },
);

test.each(STORIES)("$plan, Ctrl-C after the first change: what was begun is ended", async (story) => {
  const sandbox = await begun(story);
  const { code, said, writes } = await cut(sandbox, { ...story, after: 1 }, "SIGINT");
  expect({ code, writes, said: code === 130 ? "" : said }).toEqual({ code: 130, writes: story.writes, said: "" });
  expect(said).not.toContain("puller-pass");
  expect(["Running", "Completed"]).toContain(await statuses(sandbox));
  expect((await sandbox.run("get secrets -o name")).stdout).not.toContain("remakes");
});
