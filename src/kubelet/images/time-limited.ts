import { type Clock, failed, type Outcome } from "../../base/index.ts";
import type { ImageRules } from "../../kinds/index.ts";
import type { CriError, ImageService, PullImageRequest } from "../ports.ts";

const TOO_LONG: CriError = { grpcCode: "DeadlineExceeded", message: "context deadline exceeded" };

/** The runtime as a kubelet would see it that gives up on a pull after some time; what the runtime does then is its own. */
export function timeLimited(
  images: ImageService,
  clock: Clock,
  seconds: ImageRules["longestPullSeconds"],
): ImageService {
  if (seconds === "any") return images;
  return {
    imageStatus: (image, cause) => images.imageStatus(image, cause),
    pullImage: (request) => pullFor(seconds, request, { images, clock }),
    listImages: () => images.listImages?.() ?? [],
    notSent: (request) => images.notSent?.(request),
  };
}

interface Around {
  readonly images: ImageService;
  readonly clock: Clock;
}

async function pullFor(
  seconds: number,
  request: PullImageRequest,
  { images, clock }: Around,
): Promise<Outcome<string, CriError>> {
  const gate = clock.gate();
  let answer: Outcome<string, CriError> = failed(TOO_LONG);
  clock.start(async () => {
    const late = await images.pullImage(request);
    answer = late;
    gate.open();
  });
  clock.start(async () => {
    await clock.sleep(seconds * 1000);
    gate.open();
  });
  await gate.wait();
  return answer;
}
