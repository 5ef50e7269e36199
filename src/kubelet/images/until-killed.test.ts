import fc from "fast-check";
import { expect, test } from "vitest";

import { ManualClock, ok } from "../../base/index.ts";
import { rulesOf } from "../../kinds/index.ts";
import type { ImageService } from "../ports.ts";
import type { EnsureImageRequest } from "./contract.ts";
import { createImageManager } from "./image-manager.ts";
import { PullRecordFiles } from "./pull-record-files.ts";

/** A node whose runtime needs two seconds for each pull; everything that gets outside is counted. */
function nodeWith(serializeImagePulls: boolean) {
  const clock = new ManualClock();
  const life = new AbortController();
  const records = new PullRecordFiles();
  let outside = 0;
  const seen = (): number => (outside += 1);
  const images: ImageService = {
    imageStatus: () => Promise.resolve(ok(undefined)),
    pullImage: async ({ image, signal }) => {
      seen();
      await clock.sleep(2_000, signal);
      return ok(`sha256:${image}`);
    },
  };
  const manager = createImageManager({
    rules: rulesOf("1.35"),
    configuration: {
      serializeImagePulls,
      registryPullQPS: 0,
      registryBurst: 0,
      imagePullCredentialsVerificationPolicy: "AlwaysVerify",
      preloadedImagesVerificationAllowlist: [],
    },
    clock,
    images,
    events: { emit: seen },
    recorder: { record: seen },
    credentials: { files: () => ({}), serviceAccountUid: () => undefined },
    records,
    signal: life.signal,
  });
  return { clock, life, records, manager, outside: () => outside };
}

function requestOf(image: string): EnsureImageRequest {
  const pod = { uid: image, name: image, namespace: "shop" };
  const object = { ...pod, kind: "Pod", apiVersion: "v1", resourceVersion: "1", fieldPath: "spec.containers{main}" };
  return { pod, object, container: "main", image, policy: "IfNotPresent", secrets: [] };
}

test("createImageManager() that is killed leaves its intents, sends and tells nothing more, and answers nobody", async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.integer({ min: 1, max: 6 }), fc.nat(13_000), async (serial, pulls, killedAt) => {
      const { clock, life, records, manager, outside } = nodeWith(serial);
      let answered = 0;
      for (let pull = 0; pull < pulls; pull += 1) {
        clock.start(async () => {
          await manager.ensureImageExists(requestOf(`image-${pull}`));
          answered += 1;
        });
      }

      await clock.runUntil(killedAt);
      const before = { outside: outside(), answered, records: records.pulled(), intents: records.intents() };
      life.abort();
      await clock.runUntil(60_000);

      expect({ outside: outside(), answered, records: records.pulled(), intents: records.intents() }).toEqual(before);
      expect(before.answered + before.intents.length).toBe(pulls);
    }),
  );
});
