import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { failed, ManualClock, ok } from "../../base/index.ts";
import {
  type About,
  type EntryData,
  type EntryKind,
  type Recorder,
  rulesOf,
  type SecretObject,
} from "../../kinds/index.ts";
import type { EmittedEvent, ImageService } from "../ports.ts";
import type { EnsureImageRequest } from "./contract.ts";
import { createImageManager } from "./image-manager.ts";

interface Recorded {
  readonly seq: number;
  readonly kind: EntryKind;
  readonly data: unknown;
  readonly about: About | undefined;
}

const REQUEST: EnsureImageRequest = {
  pod: { uid: "6b1f", name: "web", namespace: "shop" },
  object: {
    kind: "Pod",
    apiVersion: "v1",
    namespace: "shop",
    name: "web",
    uid: "6b1f",
    resourceVersion: "1",
    fieldPath: "spec.containers{main}",
  },
  container: "main",
  image: "registry.example/team/app:1",
  policy: "IfNotPresent",
  secrets: [],
  cause: 0,
};

const REFUSES: ImageService = {
  imageStatus: () => Promise.resolve(ok(undefined)),
  pullImage: () => Promise.resolve(failed({ grpcCode: "NotFound", message: "no such tag" })),
};

/** Asks for the images one after the other and keeps what is recorded and emitted; entry 0 is the sync that asks. */
async function trace(images: ImageService, requests: readonly EnsureImageRequest[], at = 1_000) {
  const clock = new ManualClock(at);
  const entries: Recorded[] = [{ seq: 0, kind: "sync", data: {}, about: undefined }];
  const events: EmittedEvent[] = [];
  const recorder: Recorder = {
    start: 400,
    record: (kind, data, about) => entries.push({ seq: entries.length, kind, data, about }) - 1,
  };
  const manager = createImageManager({
    rules: rulesOf("1.35"),
    configuration: {
      serializeImagePulls: true,
      registryPullQPS: 5,
      registryBurst: 10,
      imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
      preloadedImagesVerificationAllowlist: [],
    },
    clock,
    images,
    events: { emit: (event) => void events.push(event) },
    recorder,
    credentials: { files: () => ({}), serviceAccountUid: () => undefined },
  });
  const results = [];
  for (const request of requests) results.push(await manager.ensureImageExists(request));
  return { entries, events, results };
}

/** The kinds from an entry back to the sync. */
function chain(entries: readonly Recorded[], from: number | undefined): readonly string[] {
  const entry = from === undefined ? undefined : entries[from];
  return entry === undefined ? [] : [nameOf(entry), ...chain(entries, entry.about?.cause)];
}

function nameOf({ kind, data }: Recorded): string {
  const { call, at, state } = data as { readonly call?: string; readonly at?: string; readonly state?: string };
  return [kind, call, at, state].filter((part) => part !== undefined).join(" ");
}

describe("createImageManager() records", () => {
  test("of a failed pull: what led to its end, step by step back to the sync", async () => {
    const { entries, results } = await trace(REFUSES, [REQUEST]);
    const [result] = results;

    expect(chain(entries, result?.decision)).toEqual([
      "decision err-image-pull",
      "cri PullImage end",
      "cri PullImage begin",
      "credential",
      "decision pulling",
      "cri ImageStatus end",
      "sync",
    ]);
  });

  test("the window that a failed pull arms, by its decision", async () => {
    const { entries, results } = await trace(REFUSES, [REQUEST]);
    const armed = entries.find(({ kind }) => kind === "backoff");

    expect(armed?.about?.cause).toBe(results[0]?.decision);
    // Entries count from the recorder's start.
    expect(armed?.data).toEqual({
      key: "6b1f_registry.example/team/app:1",
      window: 10_000,
      until: 10_600,
      failures: 1,
    } satisfies EntryData["backoff"]);
  });

  test("how much of the window has passed, where it forbids the pull", async () => {
    const { entries, results } = await trace(REFUSES, [REQUEST, REQUEST]);

    expect(entries[results[1]?.decision ?? -1]?.data).toMatchObject({
      state: "image-pull-back-off",
      elapsed: 0,
      window: 10_000,
    });
  });

  test("each event as led to by a decision", async () => {
    const { entries, events } = await trace(REFUSES, [REQUEST, REQUEST]);

    expect(events.map(({ reason, cause = -1 }) => [reason, entries[cause] && nameOf(entries[cause])])).toEqual([
      ["Pulling", "decision pulling"],
      ["Failed", "decision err-image-pull"],
      ["BackOff", "decision image-pull-back-off"],
    ]);
  });

  test("pod and container of every entry", async () => {
    const { entries } = await trace(REFUSES, [REQUEST]);

    expect(entries.slice(1).map(({ about }) => [about?.pod, about?.container])).toEqual(
      entries.slice(1).map(() => ["shop/web", "main"]),
    );
  });
});

function secretWith(username: string, password: string, name: string): SecretObject {
  const config = JSON.stringify({ auths: { "registry.example": { username, password } } });
  const bytes = Array.from(new TextEncoder().encode(config), (byte) => String.fromCharCode(byte)).join("");
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace: "shop", uid: `uid-${name}` },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": btoa(bytes) },
  };
}

test("createImageManager() records which credentials are offered, in order, and never a password", async () => {
  const password = fc.string({ minLength: 6, unit: "grapheme" }).map((text) => `hidden-${text}`);
  await fc.assert(
    fc.asyncProperty(fc.array(password, { minLength: 1, maxLength: 4 }), async (passwords) => {
      const secrets = passwords.map((word, index) => secretWith(`user-${index}`, word, `login-${index}`));
      const { entries, events, results } = await trace(REFUSES, [{ ...REQUEST, secrets }]);

      const offered = entries.filter(({ kind }) => kind === "credential").map(({ data }) => data);
      expect(offered).toEqual(
        passwords.map((_, index) => ({
          image: REQUEST.image,
          source: `secret shop/login-${index}`,
          key: "registry.example",
          username: `user-${index}`,
        })),
      );
      expect(JSON.stringify([entries, events, results])).not.toContain("hidden-");
    }),
  );
});
