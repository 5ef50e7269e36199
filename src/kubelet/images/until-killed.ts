import { type Awaitable, type Clock, isPending } from "../../base/index.ts";
import type { ImageService } from "../ports.ts";

/** The runtime as a process sees it that may be killed: from then on no call is sent and no answer arrives. */
export function untilKilled(images: ImageService, clock: Clock, signal: AbortSignal): ImageService {
  function alive<T>(call: () => Awaitable<T>): Awaitable<T> {
    if (signal.aborted) return never();
    const answer = call();
    return isPending(answer) ? answer.then((late) => (signal.aborted ? never() : late)) : answer;
  }
  function never(): Promise<never> {
    return clock.gate().wait() as Promise<never>;
  }
  return {
    imageStatus: (image, cause) => alive(() => images.imageStatus(image, cause)),
    pullImage: async (request) => alive(() => images.pullImage({ ...request, signal })),
    listImages: () => images.listImages?.() ?? [],
    notSent: (request) => images.notSent?.(request),
  };
}
