import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { ManualClock, ok } from "../../base/index.ts";
import { type PullPolicy, rulesOf, type SecretObject } from "../../kinds/index.ts";
import type { ImageService } from "../ports.ts";
import type { EnsureImageRequest, ImagePullCredentials, NodeCredentials } from "./contract.ts";
import { createImageManager } from "./image-manager.ts";
import { PullRecordFiles } from "./pull-record-files.ts";

interface Account {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

interface Story {
  readonly name: string;
  readonly image: string;
  readonly policy: PullPolicy;
  /** By image; where neither list is given, upstream's pull manager lets everybody in. */
  readonly allowed_secrets?: Readonly<Record<string, readonly string[]>>;
  readonly allowed_service_accounts?: Readonly<Record<string, readonly Account[]>>;
  readonly pull_secrets?: readonly (Account & { readonly repo: string })[];
  readonly credential_service_account?: Account;
  readonly steps: readonly {
    readonly runtime_calls: readonly string[];
    readonly error: string | null;
    readonly event_reasons: readonly string[];
  }[];
}

const { ensure_secret_cases: stories } = readUpstream("image_manager") as {
  readonly ensure_secret_cases: readonly Story[];
};
const REF = "sha256:present";

/** What upstream's fake pull manager admits, as a record. */
function recordOf({ allowed_secrets: secrets = {}, allowed_service_accounts: accounts = {} }: Story): PullRecordFiles {
  const mapping: Record<string, ImagePullCredentials> = {};
  for (const [image, uids] of Object.entries(secrets)) {
    const known = uids.map((uid) => ({
      uid,
      namespace: "testns",
      name: "testname",
      credentialHash: "of another login",
    }));
    mapping[`docker.io/library/${image}`] = { kubernetesSecrets: known };
  }
  for (const [image, known] of Object.entries(accounts)) {
    mapping[`docker.io/library/${image}`] = { kubernetesServiceAccounts: known };
  }
  const files = new PullRecordFiles();
  files.write({ imageRef: REF, credentialMapping: mapping }, 0);
  return files;
}

function secretObject({ namespace, name, uid, repo }: Account & { readonly repo: string }): SecretObject {
  const config = btoa(JSON.stringify({ auths: { [repo]: { username: "user", password: "password" } } }));
  const data = { ".dockerconfigjson": config };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { namespace, name, uid },
    type: "kubernetes.io/dockerconfigjson",
    data,
  };
}

/** A plugin that logs the pod's service account in at Docker Hub. */
function credentialsFor(account: Account | undefined): NodeCredentials {
  const answer = () => ({ "docker.io": { username: "account", password: "token" } });
  const plugin = { name: "hub", matchImages: ["docker.io"], serviceAccountMode: true, answer };
  return { files: () => ({}), plugins: [plugin], serviceAccountUid: () => account?.uid };
}

function requestOf({
  image,
  policy,
  pull_secrets: secrets = [],
  credential_service_account: account,
}: Story): EnsureImageRequest {
  const pod = { uid: "bar", name: "foo", namespace: account?.namespace ?? "testns" };
  const object = { ...pod, kind: "Pod", apiVersion: "v1", resourceVersion: "1", fieldPath: "spec.containers{main}" };
  return {
    pod: account === undefined ? pod : { ...pod, serviceAccountName: account.name },
    object,
    container: "main",
    image,
    policy,
    secrets: secrets.map(secretObject),
  };
}

/** Asks once, on a node that has the image. Upstream's fake does not learn from a pull, so that each of its steps is like the first. */
async function ask(story: Story) {
  const calls: string[] = [];
  const events: string[] = [];
  const images: ImageService = {
    imageStatus: () => {
      calls.push(calls.includes("PullImage") ? "GetImageSize" : "GetImageRef");
      return Promise.resolve(ok({ id: REF, sizeBytes: 1 }));
    },
    pullImage: () => {
      calls.push("PullImage");
      return Promise.resolve(ok(REF));
    },
  };
  const admitsAll = story.allowed_secrets === undefined && story.allowed_service_accounts === undefined;
  const manager = createImageManager({
    rules: rulesOf("1.35"),
    configuration: {
      serializeImagePulls: true,
      registryPullQPS: 0,
      registryBurst: 0,
      imagePullCredentialsVerificationPolicy: admitsAll ? "NeverVerify" : "NeverVerifyPreloadedImages",
      preloadedImagesVerificationAllowlist: [],
    },
    clock: new ManualClock(),
    images,
    events: { emit: ({ reason }) => void events.push(reason) },
    recorder: { record: () => 0 },
    credentials: credentialsFor(story.credential_service_account),
    records: recordOf(story),
  });
  const result = await manager.ensureImageExists(requestOf(story));
  return { calls, events, reason: result.ok ? null : result.reason };
}

describe("createImageManager() lets a pod use a present image as upstream's tests ask", () => {
  test.each(stories)("$name", async (story) => {
    const seen = await ask(story);

    expect(story.steps.length).toBeGreaterThan(0);
    for (const { runtime_calls: calls, error: reason, event_reasons: events } of story.steps) {
      expect(seen).toEqual({ calls, events, reason });
    }
  });
});
