import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { cli } from "../../../test/cli.ts";
import { serve } from "../../../test/serve.ts";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const right = `Basic ${Buffer.from("puller:right-password").toString("base64")}`;
const folder = mkdtempSync(join(tmpdir(), "pullwhy-images-"));
let host = "";
let asked: string[] = [];

/** A registry with one private repository, on loopback over plain HTTP. */
async function serveRegistry(): Promise<void> {
  const { url, close } = await serve(({ url: at, method, headers }) => {
    const { pathname } = new URL(at);
    asked.push(`${method} ${pathname}`);
    if (headers.get("authorization") !== right) {
      return new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } });
    }
    if (pathname === "/v2/shop/web/tags/list") return Response.json({ tags: ["1.4.2"] });
    if (pathname !== "/v2/shop/web/manifests/1.4.2") {
      return Response.json({ errors: [{ code: "MANIFEST_UNKNOWN" }] }, { status: 404 });
    }
    const found = { "content-type": MANIFEST, "docker-content-digest": `sha256:${"a".repeat(64)}` };
    return new Response(null, { headers: found });
  });
  onTestFinished(close);
  host = new URL(url).host;
  asked = [];
}

function secretFile(name: string, key: string, password = "right-password"): string {
  const path = join(folder, `${name}.yaml`);
  const config = JSON.stringify({ auths: { [key]: { username: "puller", password } } });
  const type = "kubernetes.io/dockerconfigjson";
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name },
    type,
    stringData: { ".dockerconfigjson": config },
  };
  writeFileSync(path, JSON.stringify(secret));
  return path;
}

describe("pullwhy diagnose image/REF", () => {
  test("says that a login is wanted, and ends with 1", async () => {
    await serveRegistry();
    const { code, out } = await cli(["diagnose", `image/${host}/shop/web:1.4.2`]);
    expect(code).toBe(1);
    expect(out).toContain(`image/${host}/shop/web:1.4.2\n  auth-missing\n`);
  });

  test("finds the image with the secret's login, and ends with 0", async () => {
    await serveRegistry();
    const { code, out } = await cli([`image/${host}/shop/web:1.4.2`, "-f", secretFile("regcred", host)]);
    expect([code, out.split("\n")[0]]).toEqual([0, `image/${host}/shop/web:1.4.2 is there`]);
    expect(asked.filter((line) => line === "GET /v2/")).toHaveLength(1);
  });

  test("names a tag that is spelled alike", async () => {
    await serveRegistry();
    const { out } = await cli([`image/${host}/shop/web:1.4`, "-f", secretFile("regcred", host), "-o", "json"]);
    expect(JSON.parse(out)).toMatchObject({ verdicts: [{ cause: "tag-not-found", variant: "near-tag", alone: true }] });
  });

  test("says that a login would do, but for the port of its key", async () => {
    await serveRegistry();
    const { out } = await cli([`image/${host}/shop/web:1.4.2`, "-f", secretFile("regcred", "127.0.0.1"), "-o", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      verdicts: [{ cause: "pull-secret-host-mismatch", variant: "key-of-same-host" }],
    });
  });

  test("never sends a login whose key names another host", async () => {
    await serveRegistry();
    const { out } = await cli([
      `image/${host}/shop/web:1.4.2`,
      "-f",
      secretFile("regcred", "registry.example"),
      "-o",
      "json",
    ]);
    expect(JSON.parse(out)).toMatchObject({
      verdicts: [{ cause: "pull-secret-host-mismatch" }],
      images: [{ answers: [{ answer: "wants-login" }] }],
    });
  });

  test("a password that is refused is told as that", async () => {
    await serveRegistry();
    const file = secretFile("regcred", host, "wrong-password");
    const { out, err } = await cli([`image/${host}/shop/web:1.4.2`, "-f", file, "-o", "name", "-v"]);
    expect(out).toBe(`image/${host}/shop/web:1.4.2\n`);
    expect(out + err).not.toContain("wrong-password");
  });

  test("what does not answer from here is told as seen from here", async () => {
    const { code, out } = await cli([
      "image/127.0.0.1:1/shop/web:1",
      "-o",
      "jsonpath={.verdicts[0].cause} {.verdicts[0].variant}",
    ]);
    expect([code, out]).toEqual([1, "tcp-refused from-here"]);
  });

  test.each([
    [["image/Bad:1"], 2],
    [["image/registry.example/x:1", "pod/web"], 2],
    [["image/registry.example/x:1", "--offline"], 2],
    [["image/registry.example/x:1", "-w"], 2],
    [["image/registry.example/x:1", "--platform", "arm"], 2],
    [["image/registry.example/x:1", "-o", "jsonpath={.x"], 2],
  ])("%j is refused", async (argv, expected) => {
    expect((await cli(argv)).code).toBe(expected);
  });

  test("-v shows every request, and with json they are in the document", async () => {
    await serveRegistry();
    const image = `image/${host}/shop/web:1.4.2`;
    const { err } = await cli([image, "-v"]);
    expect(err).toMatch(/^GET https:\/\/127\.0\.0\.1:\d+\/v2\/ \(anonymous\): /m);
    const { out } = await cli([image, "-v", "-o", "json"]);
    expect(JSON.parse(out)).toMatchObject({
      exchanged: expect.arrayContaining([expect.objectContaining({ result: "401" })]),
    });
  });
});
