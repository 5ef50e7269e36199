/**
 * kubectl without kubectl: what it prints (`out/`), what its command lines ask of an API server (`command/`), and what people paste of it
 * (`in/`).
 *
 * The confusing thing is that most of what looks like kubectl is not: the columns of `kubectl get` are computed by the
 * API server, kubectl only lays them out. `out/` holds both halves.
 */
export { runKubectl, shellWords } from "./command/index.ts";
export type { KubectlResult } from "./command/index.ts";
export { readPaste, snapshotOfObjects } from "./in/index.ts";
export { ageText, humanDuration, describe, podColumns, renderKubectl, tableOf, tableText } from "./out/index.ts";
export type { Table, TableTextOptions } from "./out/index.ts";
