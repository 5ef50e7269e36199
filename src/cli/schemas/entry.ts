import * as v from "valibot";

import type { Entry, EntryKind } from "../../kinds/index.ts";

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Virtual milliseconds, fractions allowed. */
const instant = v.pipe(v.number(), v.minValue(0), v.description("Virtual milliseconds since the start"));
const optionalText = v.exactOptional(text);

/** A pod or a container in it; as the kubelet publishes it. */
const containerState = v.strictObject({
  waiting: v.exactOptional(v.strictObject({ reason: optionalText, message: optionalText })),
  running: v.exactOptional(v.looseObject({})),
  terminated: v.exactOptional(v.looseObject({ exitCode: v.number() })),
});

/** Data of each kind of entry; `user` has one for the beginning of a command and one for its end. */
const DATA = {
  user: v.union([
    v.strictObject({ run: text, at: v.literal("begin") }),
    v.strictObject({ run: text, at: v.literal("end"), exitCode: count, stdout: text, stderr: text }),
  ]),
  api: v.strictObject({
    verb: text,
    resource: text,
    namespace: text,
    name: text,
    code: count,
    message: optionalText,
  }),
  admission: v.strictObject({ plugin: text, path: text, value: text }),
  schedule: v.strictObject({ node: text }),
  sync: v.strictObject({
    trigger: v.picklist(["created", "updated", "deleted", "retry", "resync", "pleg", "probe", "restart"]),
    number: count,
  }),
  decision: v.strictObject({
    image: text,
    policy: v.picklist(["Always", "IfNotPresent", "Never"]),
    state: text,
    path: v.array(text),
    reason: optionalText,
    message: optionalText,
    elapsed: v.exactOptional(instant),
    window: v.exactOptional(instant),
  }),
  backoff: v.strictObject({ key: text, window: instant, until: instant, failures: count }),
  credential: v.strictObject({ image: text, source: text, key: optionalText, username: optionalText }),
  dns: v.strictObject({ host: text, answer: text }),
  tcp: v.strictObject({ host: text, result: text }),
  tls: v.strictObject({ host: text, result: text }),
  http: v.strictObject({
    method: text,
    url: text,
    status: count,
    auth: v.picklist(["none", "basic", "bearer"]),
    headers: v.record(text, text),
    took: instant,
  }),
  cri: v.strictObject({
    call: v.picklist([
      "ImageStatus",
      "PullImage",
      "RunPodSandbox",
      "CreateContainer",
      "StartContainer",
      "StopContainer",
      "ContainerExited",
    ]),
    image: optionalText,
    at: v.picklist(["begin", "end"]),
    grpcCode: optionalText,
    message: optionalText,
    imageRef: optionalText,
    exitCode: v.exactOptional(v.number()),
  }),
  event: v.strictObject({
    action: v.picklist(["create", "patch"]),
    type: v.picklist(["Normal", "Warning"]),
    reason: text,
    message: text,
    count,
    fieldPath: text,
  }),
  status: v.strictObject({
    phase: v.picklist(["Pending", "Running", "Succeeded", "Failed", "Unknown"]),
    status: text,
    ready: text,
    restarts: count,
    containers: v.array(v.strictObject({ name: text, state: containerState, init: v.exactOptional(v.literal(true)) })),
  }),
  node: v.strictObject({ change: text, image: optionalText }),
  secret: v.strictObject({ namespace: text, name: text, change: text }),
} as const satisfies Readonly<Record<EntryKind, v.GenericSchema>>;

const entries = Object.entries(DATA).map(([kind, data]) =>
  v.strictObject({
    seq: count,
    t: instant,
    kind: v.literal(kind),
    pod: v.exactOptional(v.pipe(text, v.description("namespace/name"))),
    container: optionalText,
    node: optionalText,
    cause: v.exactOptional(v.pipe(count, v.description("seq of the entry that led to this one"))),
    data,
  }),
);

/** One entry of a trace. */
export const entrySchema: v.GenericSchema<Entry> = v.union(entries) as unknown as v.GenericSchema<Entry>;
