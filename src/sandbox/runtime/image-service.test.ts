import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Entry, ImageWorld, RegistryWorld } from "../../kinds/index.ts";
import { openRuntime, registryWorld, type TestRuntime } from "./test-runtime.ts";

const image: ImageWorld = { tag: "1.0", platforms: ["linux/amd64"], size: 8000 };
const web = { name: "team/web", public: false, tags: [image] };
const WEB = "registry.corp.test/team/web:1.0";
const MINUTE = 60_000;

function requests(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    entry.kind === "http"
      ? [`${entry.data.method} ${new URL(entry.data.url).pathname.split("/").at(-2)} ${entry.data.status}`]
      : [],
  );
}

async function present({ runtime }: TestRuntime, name: string): Promise<string | undefined> {
  const status = await runtime.images.imageStatus(name);
  return status.ok ? status.value?.id : "inspect failed";
}

describe("imageStatus()", () => {
  test("imageStatus() finds a pulled image by id, by digest and by every spelling of its name", async () => {
    const nginx = { name: "library/nginx", public: true, tags: [{ ...image, tag: "latest" }] };
    const opened = openRuntime({ registries: [registryWorld({ host: "docker.io", repositories: [nginx] })] });

    const pulled = await opened.pull({ image: "nginx" });
    const id = pulled.ok ? pulled.value : "";

    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
    for (const name of [id, "nginx", "nginx:latest", "docker.io/nginx", "docker.io/library/nginx:latest"]) {
      expect(await present(opened, name)).toBe(id);
    }
    expect(opened.runtime.images.listImages?.()).toEqual([
      { id, names: ["docker.io/library/nginx:latest", expect.stringMatching(/^docker\.io\/library\/nginx@sha256:/)] },
    ]);
    expect(await present(opened, "nginx:1.27")).toBeUndefined();
    expect(await present(opened, "registry.corp.test/library/nginx:latest")).toBeUndefined();
  });

  test("imageStatus() finds what was loaded until it is removed, and its size", async () => {
    const opened = openRuntime({ node: { images: [{ image: "app:1", size: 1234 }] }, registries: [] });
    opened.runtime.load({ image: "registry.corp.test/other", size: 99 });

    expect(await opened.runtime.images.imageStatus("docker.io/library/app:1")).toMatchObject({
      value: { sizeBytes: 1234 },
    });
    expect(await present(opened, "registry.corp.test/other:latest")).toBeDefined();
    opened.runtime.remove("app:1");
    expect(await present(opened, "app:1")).toBeUndefined();
  });

  test("imageStatus() tells the compressed size: manifest, config and layer", async () => {
    const opened = openRuntime({ registries: [registryWorld({ repositories: [web] })] });
    await opened.pull({ image: WEB });

    const status = await opened.runtime.images.imageStatus(WEB);

    const size = status.ok ? (status.value?.sizeBytes ?? 0) : 0;
    expect(size).toBeGreaterThan(image.size);
    expect(size).toBeLessThan(image.size + 2000);
  });
});

describe("pullImage()", () => {
  test("a moved tag is another image, and what only the old one had is fetched no more", async () => {
    const opened = openRuntime({ registries: [registryWorld({ repositories: [web] })] });
    const first = await opened.pull({ image: WEB });

    expect(await opened.pull({ image: WEB })).toEqual(first);
    expect(requests(opened.entries).slice(4)).toEqual(["HEAD manifests 200"]);
    opened.change("registry.corp.test", { push: { repository: "team/web", image: { ...image, content: "new" } } });
    const second = await opened.pull({ image: WEB });
    expect(second).not.toEqual(first);
    expect(await present(opened, WEB)).toBe(second.ok ? second.value : "");
  });

  // Recorded: story v-rollout, two pods of one image at once.
  test("two pulls at once fetch every piece of content once", async () => {
    const { clock, runtime, entries } = openRuntime({
      registries: [registryWorld({ repositories: [web], latency: 20 })],
    });
    const ids: unknown[] = [];
    for (const pod of ["default/a", "default/b"]) {
      clock.start(async () => void ids.push(await runtime.images.pullImage({ image: WEB, pod })));
    }

    await clock.runUntil(clock.now() + MINUTE);

    expect(ids).toHaveLength(2);
    expect(ids[0]).toEqual(ids[1]);
    expect(requests(entries).sort()).toEqual([
      "GET blobs 200",
      "GET blobs 200",
      "GET manifests 200",
      "HEAD manifests 200",
      "HEAD manifests 200",
    ]);
  });

  test("a body that breaks off is taken up where it ended", async () => {
    const truncated = { from: 0, until: 450, on: "layer", fault: { kind: "truncate" } } as const;
    const { pull, entries } = openRuntime({
      registries: [registryWorld({ repositories: [web], latency: 100, faults: [truncated] })],
    });

    expect(await pull({ image: WEB })).toMatchObject({ ok: true });
    expect(requests(entries).slice(-2)).toEqual(["GET blobs 200", "GET blobs 206"]);
  });

  test("a pull that hangs is given up after five minutes without a byte; containerd 1.6 waits on", async () => {
    const hanging = { from: 0, on: "blob", fault: { kind: "hang" } } as const;
    const registries = [registryWorld({ repositories: [web], faults: [hanging] })];
    const { clock, runtime } = openRuntime({ name: "containerd-1.7", registries });
    const began = clock.now();
    let ended: number | undefined;
    clock.start(async () => {
      await runtime.images.pullImage({ image: WEB, pod: "default/web" });
      ended = clock.now();
    });

    await clock.runUntil(began + 60 * MINUTE);

    expect(ended).toBe(began + 5 * MINUTE);
    await expect(openRuntime({ name: "containerd-1.6", registries }).pull({ image: WEB })).rejects.toThrow("goes on");
  });

  test("a slow body is no hanging one, however long it takes", async () => {
    const slow = { from: 0, on: "layer", fault: { kind: "slow", bytesPerSecond: 10 } } as const;
    const registries = [registryWorld({ repositories: [web], faults: [slow] })];
    const { clock, runtime } = openRuntime({ registries });
    const began = clock.now();
    let result: unknown;
    clock.start(async () => {
      result = { ...(await runtime.images.pullImage({ image: WEB, pod: "default/web" })), after: clock.now() - began };
    });

    await clock.runUntil(began + 60 * MINUTE);

    expect(result).toMatchObject({ ok: true, after: expect.closeTo(image.size * 100, 3) });
  });

  test("entries say whose pull they belong to, and what led to it", async () => {
    const { clock, runtime, entries } = openRuntime({ registries: [registryWorld({ repositories: [web] })] });
    clock.start(async () => void (await runtime.images.pullImage({ image: WEB, pod: "shop/web", cause: 7 })));
    await clock.runUntil(clock.now() + MINUTE);

    const connecting = ["dns", "tcp", "tls"];
    const kinds = [...connecting, "http", ...connecting, "http", "http", "http"];
    expect(entries.map(({ kind }) => kind)).toEqual(kinds);
    for (const entry of entries) expect(entry).toMatchObject({ pod: "shop/web", node: "node-1", cause: 7 });
  });

  test("the same world gives the same entries and answers", async () => {
    const broken = { from: 0, on: "connect", fault: { kind: "connection-reset" } } as const;
    const run = async (): Promise<unknown> => {
      const opened = openRuntime({ registries: [registryWorld({ repositories: [web], faults: [broken] })] });
      return [await opened.pull({ image: WEB }), await opened.pull({ image: WEB }), opened.entries];
    };

    expect(await run()).toEqual(await run());
  });

  test("no password and no token reaches trace or message", async () => {
    const worlds = (password: string): readonly RegistryWorld["auth"][] => [
      { kind: "basic", users: [{ username: "ci", password }] },
      { kind: "token", realm: "auth.example", users: [{ username: "ci", password }] },
    ];
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 8, maxLength: 20 }), fc.boolean(), async (password, right) => {
        for (const auth of worlds(right ? password : `${password}!`)) {
          const { pull, entries } = openRuntime({ registries: [registryWorld({ repositories: [web], auth })] });
          const result = await pull({ image: WEB, auth: { username: "ci", password } });
          const told = JSON.stringify([entries, result]);

          expect(result.ok).toBe(right);
          for (const secret of [
            password,
            encodeURIComponent(password),
            Buffer.from(`ci:${password}`).toString("base64"),
          ]) {
            expect(told).not.toContain(JSON.stringify(secret).slice(1, -1));
          }
          expect(told).not.toMatch(/eyJ|Bearer ey/);
        }
      }),
      { numRuns: 30 },
    );
  });
});
