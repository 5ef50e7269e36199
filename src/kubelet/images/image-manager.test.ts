import { describe, expect, test } from "vitest";

import { answerImageManager } from "../../../conformance/kinds/image-manager.ts";
import type { NodeInput } from "../../../conformance/kinds/node-input.ts";
import { readUpstream } from "../../../conformance/vectors.ts";
import type { Minor, PullPolicy } from "../../kinds/index.ts";

/** A story of upstream's own tests: each step asks once, one second after the step before. */
interface Story {
  readonly name: string;
  readonly image: string;
  readonly policy: PullPolicy;
  readonly inspect_error?: string;
  readonly pull_error?: string;
  readonly qps?: number;
  readonly burst?: number;
  readonly steps: readonly Tick[];
}

interface Tick {
  readonly runtime_calls: readonly string[];
  readonly error: string | null;
  readonly event_reasons: readonly string[];
  readonly message_contains?: string;
}

interface Upstream {
  readonly base_cases: readonly Story[];
  readonly max_parallel: { readonly limit: number; readonly start: number; readonly in_runtime: number };
}

interface StepOutput {
  readonly reason: string | null;
  readonly message: string | null;
  readonly endedAt: number;
  readonly events: readonly { readonly reason: string }[];
  readonly runtimeCalls: readonly { readonly at: number; readonly call: string }[];
}

const upstream = readUpstream("image_manager") as Upstream;
const PRESENT = { image: "present_image:latest", ref: "sha256:present", sizeBytes: 1 };

function inputOf(story: Story, serializeImagePulls: boolean): NodeInput {
  const unknown = (message: string) => ({ grpcCode: "Unknown", message }) as const;
  const pull =
    story.pull_error === undefined ? { ref: "sha256:pulled", sizeBytes: 1 } : { error: unknown(story.pull_error) };
  return {
    kubelet: {
      serializeImagePulls,
      maxParallelImagePulls: null,
      registryPullQPS: story.qps ?? 0,
      registryBurst: story.burst ?? 0,
      backoffInitialSeconds: 1,
      backoffMaxSeconds: 60,
      ensureSecretPulledImages: false,
    },
    presentImages: [PRESENT],
    steps: story.steps.map((_, index) => ({
      at: index + 1,
      podUID: "bar",
      podName: "foo",
      namespace: "default",
      container: "main",
      image: story.image,
      policy: story.policy,
      runtime: {
        pulls: [pull],
        ...(story.inspect_error !== undefined && { inspectError: unknown(story.inspect_error) }),
      },
    })),
  };
}

async function play(input: NodeInput, minor: Minor): Promise<readonly StepOutput[]> {
  const output = (await answerImageManager(input, minor)) as { readonly steps: readonly StepOutput[] };
  return output.steps;
}

/** The calls under the names that upstream's fake runtime gives them. */
function callNames({ runtimeCalls }: StepOutput): readonly string[] {
  const pull = runtimeCalls.findIndex(({ call }) => call === "PullImage");
  return runtimeCalls.map(({ call }, index) => {
    if (call === "PullImage") return call;
    return pull !== -1 && index > pull ? "GetImageSize" : "GetImageRef";
  });
}

/** Up to 1.31 the runtime is asked first whatever the policy, if the name parses. */
function wantedCalls({ runtime_calls: calls, error }: Tick, { policy }: Story, minor: Minor): readonly string[] {
  const asksFirst = minor === "1.31" && policy === "Always" && error !== "InvalidImageName";
  return asksFirst ? ["GetImageRef", ...calls] : calls;
}

describe.each([
  ["1.31", true],
  ["1.35", true],
  ["1.35", false],
] as const)("createImageManager() of %s, serial pulls: %s", (minor, serial) => {
  test.each(upstream.base_cases)("$name", async (story) => {
    const steps = await play(inputOf(story, serial), minor);

    expect(steps.map(callNames)).toEqual(story.steps.map((tick) => wantedCalls(tick, story, minor)));
    expect(steps.map(({ reason }) => reason)).toEqual(story.steps.map(({ error }) => error));
    expect(steps.map(({ events }) => events.map(({ reason }) => reason))).toEqual(
      story.steps.map(({ event_reasons: reasons }) => reasons),
    );
  });
});

test("createImageManager() names the cause of a back-off as upstream's tests ask", async () => {
  const story = upstream.base_cases.find(({ name }) => name === "signature validation fails");
  const wanted = story?.steps.map(({ message_contains: text = "" }) => text) ?? [];
  const steps = story === undefined ? [] : await play(inputOf(story, true), "1.35");

  expect(wanted).toContainEqual(expect.stringContaining("Back-off pulling image"));
  expect(steps.map(({ message }) => message)).toEqual(wanted.map((text) => expect.stringContaining(text)));
});

test("createImageManager() lets no more pulls into the runtime than maxParallelImagePulls", async () => {
  const { limit, start, in_runtime: running } = upstream.max_parallel;
  const [base] = upstream.base_cases;
  if (base === undefined) throw new Error("No story");
  const { kubelet, presentImages, steps } = inputOf(base, false);
  const [step] = steps;
  const pulls = [{ ref: "sha256:pulled", sizeBytes: 1, takesSeconds: 60 }];
  const input = {
    kubelet: { ...kubelet, maxParallelImagePulls: limit },
    presentImages,
    steps: Array.from({ length: start }, (_, index) => ({
      ...step,
      at: 1,
      podUID: `pod-${index}`,
      runtime: { pulls },
    })),
  };

  const outputs = await play(input as NodeInput, "1.35");

  const begins = outputs.flatMap(({ runtimeCalls }) => runtimeCalls.filter(({ call }) => call === "PullImage"));
  expect(begins.filter(({ at }) => at === 1)).toHaveLength(running);
  expect(begins.filter(({ at }) => at === 61)).toHaveLength(start - running);
});
