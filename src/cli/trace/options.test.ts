import { expect, test } from "vitest";

import { traceCommand } from "./command.ts";
import { traceOptions, type TraceOptions } from "./options.ts";

/** What was typed, as commander hands it over, made sense of. */
function optionsOf(...argv: readonly string[]): TraceOptions | string {
  const command = traceCommand().exitOverride().parse(argv, { from: "user" });
  const options = traceOptions({ args: command.args, flags: command.opts() });
  return options.ok ? options.value : options.fault.code;
}

const WRONG_TAG = { target: { kind: "world", world: "wrong-tag" }, output: "text", run: {} };
const MANIFESTS = { kind: "manifests", filenames: ["a.yaml"], answer: "ok" };

/** argv → options. */
test.each([
  [["wrong-tag"], WRONG_TAG],
  [["wrong-tag", "-o", "json"], { ...WRONG_TAG, output: "json" }],
  [["wrong-tag", "--why", "p2.f"], { ...WRONG_TAG, why: "p2.f" }],
  [["wrong-tag", "--show", "get pods", "--at", "2m"], { ...WRONG_TAG, show: "get pods", run: { for: 120_000 } }],
  [["wrong-tag", "--kubelet", "v1.31.4"], { ...WRONG_TAG, run: { kubelet: "1.31" } }],
  [["wrong-tag", "--kubelet=1.37", "--seed=0"], { ...WRONG_TAG, run: { kubelet: "1.37", seed: 0 } }],
  [["wrong-tag", "--for", "1h30m"], { ...WRONG_TAG, run: { for: 5_400_000 } }],
  [["wrong-tag", "--runtime", "cri-o"], { ...WRONG_TAG, run: { runtime: "cri-o" } }],
  [["-f", "a.yaml"], { target: MANIFESTS, output: "text", run: {} }],
  [["-f", "a.yaml", "-f", "-"], { target: { ...MANIFESTS, filenames: ["a.yaml", "-"] }, output: "text", run: {} }],
  [[], { target: { ...MANIFESTS, filenames: [] }, output: "text", run: {} }],
  [
    ["-f", "a.yaml", "-n", "shop", "--registry-answer", "denied", "--platform", "linux/arm64"],
    {
      target: { ...MANIFESTS, namespace: "shop", answer: "denied", platform: "linux/arm64" },
      output: "text",
      run: {},
    },
  ],
  [["wrong-tag", "-f", "a.yaml"], "CLI_USAGE"],
  [["wrong-tag", "-n", "shop"], "CLI_USAGE"],
  [["wrong-tag", "--at", "2m"], "CLI_USAGE"],
  [["wrong-tag", "--show", "get pods", "--why", "p1.f"], "CLI_USAGE"],
  [["-f", "a.yaml", "--platform", "amd64"], "CLI_USAGE"],
])("traceOptions() understands %j", (argv, expected) => {
  expect(optionsOf(...argv)).toEqual(expected);
});
