import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { cli } from "../../../test/cli.ts";

type Behaviour = (path: string, answer: ServerResponse) => void;

/** A server on loopback that does what no registry should; answers its `host:port`. */
async function badRegistry(behave: Behaviour): Promise<string> {
  const server: Server = createServer((request, answer) => behave(request.url ?? "/", answer));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const DIGEST = `sha256:${"a".repeat(64)}`;
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const isManifest = (path: string): boolean => path.includes("/manifests/");

function drip(answer: ServerResponse): void {
  answer.writeHead(200, { "content-type": MANIFEST, "docker-content-digest": DIGEST, "content-length": "1000000" });
  const timer = setInterval(() => answer.write("x"), 50);
  answer.on("close", () => clearInterval(timer));
}

/** As much as is taken, up to two gigabytes. */
function flood(answer: ServerResponse): void {
  answer.writeHead(200, { "content-type": MANIFEST, "docker-content-digest": DIGEST });
  const chunk = Buffer.alloc(1 << 20, 0x20);
  let sent = 0;
  const more = (): void => {
    while (sent < 2048 && !answer.destroyed) {
      sent += 1;
      if (!answer.write(chunk)) return void answer.once("drain", more);
    }
    answer.end();
  };
  more();
}

/** What it does, and what is said of it: nothing where it was not asked to the end. */
const TROUBLES: readonly (readonly [name: string, behave: Behaviour, causes: RegExp])[] = [
  ["hangs", () => undefined, /^(?:tcp-timeout|connection-interrupted)$/],
  ["hangs after the greeting", (path, answer) => (isManifest(path) ? undefined : answer.end()), /^tcp-timeout$/],
  [
    "leads in a circle",
    (path, answer) => (isManifest(path) ? answer.writeHead(307, { location: path }).end() : answer.end()),
    /^$/,
  ],
  ["breaks off", (_, answer) => answer.destroy(), /^connection-interrupted$/],
  [
    "answers with a page",
    (_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end("<html>Log in</html>"),
    /^registry-unexpected-response$/,
  ],
  [
    "has a token service elsewhere",
    (_, answer) =>
      answer.writeHead(401, { "www-authenticate": 'Bearer realm="https://tokens.example/t",service="x"' }).end(),
    /^$/,
  ],
  ["fails", (_, answer) => answer.writeHead(502).end("bad gateway"), /^registry-5xx$/],
];

test.each(TROUBLES)("a registry that %s ends in an answer within the time", async (_, behave, causes) => {
  const host = await badRegistry(behave);
  const argv = [
    "diagnose",
    `image/${host}/shop/web:1`,
    "--plain-http",
    host,
    "--timeout",
    "1s",
    "-o",
    "json",
    "--platform",
    "linux/amd64",
  ];
  const { code, out, err } = await cli(argv);
  expect([code, err]).toEqual([causes.test("") ? 3 : 1, ""]);
  const { verdicts, notSeen } = JSON.parse(out) as { verdicts: { cause: string }[]; notSeen: string[] };
  expect(verdicts[0]?.cause ?? "").toMatch(causes);
  expect(verdicts.length > 0 || notSeen[0]?.includes(host)).toBe(true);
});

test.each([
  ["drips", drip],
  ["sends two gigabytes", flood],
])("a manifest that %s is not read to its end", async (_, body) => {
  const host = await badRegistry((path, answer) => {
    if (!isManifest(path)) return void answer.end();
    body(answer);
  });
  const before = process.memoryUsage().rss;
  const { code, out } = await cli([
    "diagnose",
    `image/${host}/a:1`,
    "--timeout",
    "2s",
    "--platform",
    "linux/amd64",
    "-o",
    "json",
  ]);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ verdicts: [{ alone: true }] });
  expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
});

test("a digest that is not that of what came is told as corrupt content", async () => {
  const host = await badRegistry((path, answer) => {
    const headers = { "content-type": MANIFEST, "docker-content-digest": DIGEST };
    if (isManifest(path)) answer.writeHead(200, headers).end("{}");
    else answer.end();
  });
  const { out } = await cli(["diagnose", `image/${host}/a:1`, "--platform", "linux/amd64", "-o", "json"]);
  expect(JSON.parse(out)).toMatchObject({ verdicts: [{ cause: "content-corrupted" }] });
});
