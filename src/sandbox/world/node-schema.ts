import * as v from "valibot";

import type { NodeFile, NodeImageFile, SettingsFile } from "./node-file.ts";
import { count, duration, host, ipv4, minor, platform, programPath, runtime, size, text } from "./scalar-schema.ts";

export const nodeImage: v.GenericSchema<unknown, NodeImageFile> = v.strictObject({
  image: text,
  size: v.exactOptional(size),
  pulled: v.exactOptional(
    v.strictObject({
      names: v.array(text),
      id: text,
      unpacked: count,
      platform: v.exactOptional(platform),
      readyAfter: v.exactOptional(count),
      failsAfter: v.exactOptional(count),
      log: v.exactOptional(v.string()),
      programs: v.exactOptional(v.array(programPath)),
      exit: v.exactOptional(v.strictObject({ code: count, after: count })),
    }),
  ),
});

const threshold = v.pipe(
  v.string(),
  v.regex(/^(?:\d+(?:\.\d+)?%|\d+(?:Ki|Mi|Gi)?)$/, "must be a share such as 15% or a quantity such as 1Gi"),
);

const coordinates = { uid: text, namespace: text, name: text };

const pullRecord = v.strictObject({
  imageRef: text,
  credentialMapping: v.record(
    v.string(),
    v.strictObject({
      nodePodsAccessible: v.exactOptional(v.literal(true)),
      kubernetesSecrets: v.exactOptional(v.array(v.strictObject({ ...coordinates, credentialHash: v.string() }))),
      kubernetesServiceAccounts: v.exactOptional(v.array(v.strictObject(coordinates))),
    }),
  ),
});

const mirrors = v.strictObject({
  registry: v.union([host, v.literal("*")], "must be a host as images name it, or *"),
  hosts: v.array(
    v.strictObject({
      host,
      path: v.exactOptional(v.pipe(v.string(), v.regex(/^(?:\/[\w.-]+)+$/, "must be a path such as /v2/cache"))),
      plainHttp: v.exactOptional(v.boolean()),
      skipVerify: v.exactOptional(v.boolean()),
    }),
  ),
  upstream: v.exactOptional(v.boolean()),
});

const PROXY_ANSWERS = [
  "ok",
  "login-wanted",
  "forbidden",
  "unavailable",
  "not-a-proxy",
  "intercepts",
  "dns-nxdomain",
  "connection-refused",
  "connection-timeout",
] as const;

const proxy = v.strictObject({
  host,
  address: v.exactOptional(ipv4),
  noProxy: v.exactOptional(v.array(text)),
  answer: v.exactOptional(v.picklist(PROXY_ANSWERS, `must be one of ${PROXY_ANSWERS.join(", ")}`)),
});

const reach = {
  mirrors: v.exactOptional(v.array(mirrors)),
  trusts: v.exactOptional(v.array(host)),
  diskFree: v.exactOptional(size),
};

/** What an administrator changes on a node. */
export const settings: v.GenericSchema<unknown, SettingsFile> = v.strictObject({
  ...reach,
  proxy: v.exactOptional(v.union([v.null(), proxy], "must be a proxy, or null for none")),
});

export const node: v.GenericSchema<unknown, NodeFile> = v.strictObject({
  name: v.exactOptional(text),
  address: v.exactOptional(ipv4),
  resolver: v.exactOptional(text),
  platform: v.exactOptional(platform),
  images: v.exactOptional(v.array(nodeImage)),
  pullRecords: v.exactOptional(v.array(pullRecord)),
  dockerConfig: v.exactOptional(v.string()),
  ...reach,
  proxy: v.exactOptional(proxy),
  storage: v.exactOptional(v.picklist(["read-only", "no-inodes"], "must be read-only or no-inodes")),
  pauseImage: v.exactOptional(text),
  podNetwork: v.exactOptional(v.literal("no-plugin")),
  shortNames: v.exactOptional(v.literal("refused")),
  runtime: v.exactOptional(runtime),
  kubelet: v.exactOptional(
    v.strictObject({
      version: v.exactOptional(minor),
      serializeImagePulls: v.exactOptional(v.boolean()),
      maxParallelImagePulls: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      evictionHard: v.exactOptional(v.strictObject({ "imagefs.available": v.exactOptional(threshold) })),
      registryPullQPS: v.exactOptional(count),
      registryBurst: v.exactOptional(count),
      ensureSecretPulledImages: v.exactOptional(v.boolean()),
      imagePullCredentialsVerificationPolicy: v.exactOptional(
        v.picklist(["NeverVerify", "NeverVerifyPreloadedImages", "NeverVerifyAllowlistedImages", "AlwaysVerify"]),
      ),
      preloadedImagesVerificationAllowlist: v.exactOptional(v.array(text)),
    }),
  ),
  timing: v.exactOptional(
    v.strictObject({
      sandboxStart: v.exactOptional(duration),
      containerStart: v.exactOptional(duration),
      spread: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
    }),
  ),
});
