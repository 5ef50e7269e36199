import { type Awaitable, failed, goQuote, isPending, ok, oncePerKey, type Outcome } from "../../base/index.ts";
import type { CriData } from "../../kinds/index.ts";
import type { CriError, ImageService, PullImageRequest, RuntimeImage } from "../ports.ts";
import type { Attempt } from "./attempt.ts";
import { grpcText, pullErrorText } from "./cri-text.ts";

const NOT_UTF8: CriError = {
  grpcCode: "Internal",
  message: "grpc: error while marshaling: string field contains invalid UTF-8",
};

type Status = Outcome<RuntimeImage | undefined, CriError>;
/** The image, if it is on the node, or what the kubelet makes of the error. */
export type Inspected = Outcome<RuntimeImage | undefined, string>;

/** The CRI's image calls as the kubelet's client makes them: traced, and with its texts for what goes wrong. */
export class CriClient {
  readonly #images: ImageService;
  /** What the trace says of images that are not there: the same at each look. */
  readonly #absence = oncePerKey((image: string): CriData => ({ call: "ImageStatus", image, at: "end" }));

  constructor(images: ImageService) {
    this.#images = images;
  }

  /** The image, if it is on the node. One without id or size is an error. */
  inspect(image: string, attempt: Attempt): Awaitable<Inspected> {
    const answer = this.#images.imageStatus(image, attempt.cause);
    return isPending(answer) ? this.#inspectLater(image, attempt, answer) : this.#inspected(image, attempt, answer);
  }

  async #inspectLater(image: string, attempt: Attempt, answer: Promise<Status>): Promise<Inspected> {
    return this.#inspected(image, attempt, await answer);
  }

  #inspected(image: string, attempt: Attempt, answer: Status): Inspected {
    const asked = this.#absence(image);
    if (!answer.ok) {
      attempt.follow(attempt.record("cri", { ...asked, ...answer.fault }));
      return failed(grpcText(answer.fault));
    }
    const { value } = answer;
    attempt.follow(attempt.record("cri", value === undefined ? asked : { ...asked, imageRef: value.id }));
    const complete = value === undefined || (value.id !== "" && value.sizeBytes !== 0);
    return complete ? ok(value) : failed(`Id or size of image ${goQuote(image)} is not set`);
  }

  /** Ends with the runtime's reference. `sendable`: the request can be encoded. */
  async pull(request: PullImageRequest, attempt: Attempt, sendable: boolean): Promise<Outcome<string, string>> {
    const { image } = request;
    const begin = attempt.record("cri", { call: "PullImage", image, at: "begin" });
    const asked = { ...request, cause: begin };
    const answer = sendable ? await this.#images.pullImage(asked) : this.#refuse(asked);
    if (!answer.ok) {
      end(attempt, begin, { call: "PullImage", image, at: "end", ...answer.fault });
      return failed(pullErrorText(answer.fault));
    }
    end(attempt, begin, { call: "PullImage", image, at: "end", imageRef: answer.value });
    return answer.value === "" ? failed(`imageRef of image ${goQuote(image)} is not set`) : answer;
  }

  #refuse(request: PullImageRequest): Outcome<string, CriError> {
    this.#images.notSent?.(request);
    return failed(NOT_UTF8);
  }
}

/** What follows is caused by the end of the call. */
function end(attempt: Attempt, begin: number, data: CriData): void {
  attempt.follow(attempt.record("cri", data, begin));
}
