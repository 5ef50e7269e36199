/** A flag: its short form, and whether it takes a value. `optional`: alone it stands for the value given here. */
export interface Flag {
  readonly short?: string;
  readonly value: "none" | "one" | "many";
  readonly alone?: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

const none: Flag = { value: "none" };
const one: Flag = { value: "one" };
const many: Flag = { value: "many" };

/** Understood by every command; those that choose a cluster or a verbosity are taken and have no effect. */
export const GLOBAL_FLAGS: FlagTable = {
  namespace: { short: "n", value: "one" },
  context: one,
  kubeconfig: one,
  v: { short: "v", value: "one" },
};

const OUTPUT: FlagTable = { output: { short: "o", value: "one" } };
const FILES: FlagTable = { filename: { short: "f", value: "many" }, recursive: { short: "R", value: "none" } };
const SELECTED: FlagTable = { selector: { short: "l", value: "one" }, all: none, "field-selector": one };
const WRITE: FlagTable = { "dry-run": { value: "one", alone: "unchanged" }, "field-manager": one };
const VALIDATE: FlagTable = { validate: { value: "one", alone: "strict" } };

/** Flags of each command, under the words that name it. */
export const COMMAND_FLAGS: Readonly<Record<string, FlagTable>> = {
  annotate: { ...WRITE, ...SELECTED, overwrite: none },
  apply: { ...FILES, ...WRITE, ...VALIDATE, "server-side": none, "force-conflicts": none },
  cordon: { selector: { short: "l", value: "one" }, "dry-run": { value: "one", alone: "unchanged" } },
  create: { ...FILES, ...WRITE, ...VALIDATE },
  "create configmap": { ...WRITE, "from-literal": many, "from-file": many },
  "create deployment": { ...WRITE, image: many, replicas: { short: "r", value: "one" } },
  "create namespace": WRITE,
  "create secret docker-registry": {
    ...WRITE,
    "docker-server": one,
    "docker-username": one,
    "docker-password": one,
    "docker-email": one,
    "from-file": many,
  },
  "create secret generic": { ...WRITE, "from-literal": many, "from-file": many, type: one },
  "create serviceaccount": WRITE,
  delete: {
    ...FILES,
    ...SELECTED,
    ...WRITE,
    "grace-period": one,
    "ignore-not-found": none,
    force: none,
    now: none,
    wait: none,
    timeout: one,
    cascade: { value: "one", alone: "background" },
  },
  get: {
    ...OUTPUT,
    ...SELECTED,
    "all-namespaces": { short: "A", value: "none" },
    "no-headers": none,
    "show-labels": none,
    "label-columns": { short: "L", value: "many" },
    "ignore-not-found": none,
  },
  label: { ...WRITE, ...SELECTED, overwrite: none },
  patch: { ...WRITE, patch: { short: "p", value: "one" }, "patch-file": one, type: one },
  "rollout history": { ...FILES, ...SELECTED, revision: one },
  "rollout pause": { ...FILES, ...SELECTED, "field-manager": one },
  "rollout restart": { ...FILES, ...SELECTED, "field-manager": one },
  "rollout resume": { ...FILES, ...SELECTED, "field-manager": one },
  "rollout status": {
    ...FILES,
    ...SELECTED,
    revision: one,
    timeout: one,
    watch: { short: "w", value: "one", alone: "true" },
  },
  "rollout undo": { ...FILES, ...SELECTED, "to-revision": one, "dry-run": { value: "one", alone: "unchanged" } },
  run: { ...WRITE, image: one, restart: one, "image-pull-policy": one, labels: { short: "l", value: "one" } },
  scale: {
    ...FILES,
    ...SELECTED,
    replicas: one,
    "current-replicas": one,
    "resource-version": one,
    timeout: one,
    "dry-run": { value: "one", alone: "unchanged" },
  },
  "set image": { ...WRITE, ...SELECTED },
  uncordon: { selector: { short: "l", value: "one" }, "dry-run": { value: "one", alone: "unchanged" } },
  wait: { ...FILES, ...SELECTED, "all-namespaces": { short: "A", value: "none" }, for: many, timeout: one },
};
