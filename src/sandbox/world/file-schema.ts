import * as v from "valibot";

import { FAULT_POINTS, REGISTRY_MANNERS, SIMPLE_FAULTS } from "../../kinds/index.ts";
import type { WorldFile } from "./file.ts";
import { node, nodeImage, settings } from "./node-schema.ts";
import {
  count,
  duration,
  host,
  instant,
  ipv4,
  minor,
  platform,
  programPath,
  runtime,
  size,
  text,
} from "./scalar-schema.ts";

/**
 * The world file as a person writes it (`world: 1`). `schema/world.v1.json` is generated from this; everything that is
 * not named here is an error. Durations are Go's (`90s`, `3m10s`), sizes bytes or `64KiB`, `2MiB`.
 */
const kubernetesObject = v.looseObject({
  apiVersion: text,
  kind: text,
  metadata: v.looseObject({}),
});

const image = v.strictObject({
  tag: text,
  platforms: v.exactOptional(v.pipe(v.array(platform), v.nonEmpty("must name a platform"))),
  size: v.exactOptional(size),
  exitCode: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
  runsFor: v.exactOptional(duration),
  readyAfter: v.exactOptional(duration),
  failsAfter: v.exactOptional(duration),
  log: v.exactOptional(v.string()),
  programs: v.exactOptional(v.array(programPath)),
  content: v.exactOptional(v.string()),
  artifact: v.exactOptional(v.picklist(["chart"], "must be chart")),
  format: v.exactOptional(v.picklist(["oci", "docker"])),
  layer: v.exactOptional(v.picklist(["encrypted", "xz", "not-gzip", "not-tar", "broken-link", "wrong-diff-id"])),
});
const tag = v.union([text, image], "must be a tag or an object with a tag");

const repository = v.strictObject({
  name: text,
  public: v.exactOptional(v.boolean()),
  tags: v.exactOptional(v.array(tag)),
  pushed: v.exactOptional(
    v.array(
      v.strictObject({
        digest: text,
        data: v.pipe(v.string(), v.base64("must be base64")),
        manifest: v.exactOptional(v.strictObject({ mediaType: text, tags: v.array(text) })),
      }),
    ),
  ),
});

const user = v.strictObject({
  username: text,
  password: v.string(),
  repositories: v.exactOptional(v.array(text)),
  until: v.exactOptional(duration),
});

const auth = v.union(
  [
    v.literal("none"),
    v.strictObject({ kind: v.literal("basic"), users: v.exactOptional(v.array(user)) }),
    v.strictObject({
      kind: v.literal("token"),
      realm: v.exactOptional(text),
      service: v.exactOptional(text),
      users: v.exactOptional(v.array(user)),
    }),
  ],
  "must be none, or an object with kind basic or token",
);

/** What is met in TLS and needs more than a word. */
const handshakes = [
  v.strictObject({ kind: v.literal("tls-expired"), since: instant }),
  v.strictObject({ kind: v.literal("tls-not-yet-valid"), from: instant }),
  v.strictObject({ kind: v.literal("tls-wrong-name"), names: v.array(text) }),
  v.strictObject({ kind: v.literal("tls-alert"), alert: text }),
] as const;

const network = v.union(
  [v.picklist(["ok", "plain-http", "tls-unknown-authority", "tls-silent", "not-tls"]), ...handshakes],
  "must be ok, plain-http, tls-unknown-authority, tls-silent, not-tls, or an object with kind tls-expired, tls-not-yet-valid, tls-wrong-name or tls-alert",
);

const faultKind = v.variant("kind", [
  v.strictObject({ kind: v.picklist(SIMPLE_FAULTS) }),
  v.strictObject({
    kind: v.literal("status"),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    code: v.exactOptional(text),
    message: v.exactOptional(v.string()),
    retryAfter: v.exactOptional(duration),
  }),
  ...handshakes,
  v.strictObject({ kind: v.literal("missing-platform"), platform: v.exactOptional(platform) }),
  v.strictObject({ kind: v.literal("slow"), bytesPerSecond: v.pipe(v.number(), v.minValue(1)) }),
  v.strictObject({ kind: v.literal("media-type"), mediaType: text }),
  v.strictObject({ kind: v.literal("redirect"), to: v.exactOptional(host) }),
  v.strictObject({
    kind: v.literal("allowance"),
    limit: count,
    remaining: count,
    window: v.exactOptional(duration),
    source: v.exactOptional(text),
  }),
]);

const fault = v.strictObject({
  from: v.exactOptional(duration),
  until: v.exactOptional(duration),
  repository: v.exactOptional(text),
  share: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(100, "must be a share of a hundred"))),
  client: v.exactOptional(text),
  on: v.exactOptional(v.picklist(FAULT_POINTS)),
  fault: faultKind,
});

const registry = v.strictObject({
  host,
  like: v.exactOptional(v.picklist(REGISTRY_MANNERS, `must be one of ${REGISTRY_MANNERS.join(", ")}`)),
  address: v.exactOptional(ipv4),
  network: v.exactOptional(network),
  auth: v.exactOptional(auth),
  latency: v.exactOptional(duration),
  repositories: v.exactOptional(v.array(repository)),
  faults: v.exactOptional(v.array(fault)),
});

const action = v.union(
  [
    v.strictObject({
      at: duration,
      run: text,
      stdin: v.exactOptional(v.union([v.string(), kubernetesObject, v.array(kubernetesObject)])),
      exits: v.exactOptional(count),
    }),
    v.strictObject({ at: duration, registry: host, push: v.strictObject({ repository: text, image: tag }) }),
    v.strictObject({ at: duration, registry: host, untag: v.strictObject({ repository: text, tag: text }) }),
    v.strictObject({
      at: duration,
      registry: host,
      visibility: v.strictObject({ repository: text, public: v.boolean() }),
    }),
    v.strictObject({ at: duration, registry: host, fault: v.omit(fault, ["from"]) }),
    v.strictObject({ at: duration, registry: host, repair: v.literal(true) }),
    v.strictObject({ at: duration, node: text, load: nodeImage }),
    v.strictObject({ at: duration, node: text, remove: v.strictObject({ image: text }) }),
    v.strictObject({ at: duration, node: text, restartKubelet: v.literal(true) }),
    v.strictObject({ at: duration, node: text, configure: settings }),
  ],
  "must have at and one of: run, registry with push, untag, visibility, fault or repair, node with load, remove, restartKubelet or configure",
);

export const worldFileSchema: v.GenericSchema<unknown, WorldFile> = v.strictObject({
  world: v.literal(1, "must be 1, the version of this format"),
  title: text,
  about: v.exactOptional(text),
  kubelet: v.exactOptional(minor),
  runtime: v.exactOptional(runtime),
  seed: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295))),
  start: v.exactOptional(instant),
  for: v.exactOptional(duration),
  cluster: v.exactOptional(
    v.strictObject({
      admission: v.exactOptional(v.array(v.picklist(["AlwaysPullImages"]))),
      objects: v.exactOptional(v.array(kubernetesObject)),
      state: v.exactOptional(v.array(kubernetesObject)),
      files: v.exactOptional(v.array(text)),
    }),
  ),
  registries: v.exactOptional(v.array(registry)),
  nodes: v.exactOptional(v.pipe(v.array(node), v.nonEmpty("must name a node"))),
  actions: v.exactOptional(v.array(action)),
});
