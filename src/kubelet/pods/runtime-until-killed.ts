import type { PodRuntime } from "./labelled-runtime.ts";
import type { Life } from "./wake-at.ts";

/** The runtime as a process sees it that may be killed: from then on no call is sent and no answer arrives. */
export function runtimeUntilKilled(runtime: PodRuntime, { clock, signal }: Life): PodRuntime {
  async function alive<T>(call: () => Promise<T>): Promise<T> {
    if (signal.aborted) await clock.gate().wait();
    const answer = await call();
    if (signal.aborted) await clock.gate().wait();
    return answer;
  }
  return {
    runPodSandbox: (pod, cause) => alive(() => runtime.runPodSandbox(pod, cause)),
    createContainer: (request) => alive(() => runtime.createContainer(request)),
    startContainer: (pod, id, cause) => alive(() => runtime.startContainer(pod, id, cause)),
    stopContainer: (pod, id, grace) => alive(() => runtime.stopContainer(pod, id, grace)),
    killPod: (pod, grace) => alive(() => runtime.killPod(pod, grace)),
  };
}
