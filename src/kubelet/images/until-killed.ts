import type { Clock } from "../../base/index.ts";
import type { ImageService } from "../ports.ts";

/** The runtime as a process sees it that may be killed: from then on no call is sent and no answer arrives. */
export function untilKilled(images: ImageService, clock: Clock, signal: AbortSignal): ImageService {
  async function alive<T>(call: () => Promise<T>): Promise<T> {
    if (signal.aborted) await clock.gate().wait();
    const answer = await call();
    if (signal.aborted) await clock.gate().wait();
    return answer;
  }
  return {
    imageStatus: (image, cause) => alive(() => images.imageStatus(image, cause)),
    pullImage: (request) => alive(() => images.pullImage({ ...request, signal })),
    listImages: () => images.listImages?.() ?? [],
    notSent: (request) => images.notSent?.(request),
  };
}
