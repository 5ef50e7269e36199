import { type Awaitable, type Clock, isPending, type Outcome } from "../../base/index.ts";
import type { CriError, ImageService, ListedImage, PullImageRequest, RuntimeImage } from "../ports.ts";

/** The runtime as a process sees it that may be killed: from then on no call is sent and no answer arrives. */
export class UntilKilled implements ImageService {
  readonly #images: ImageService;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;

  constructor(images: ImageService, clock: Clock, signal: AbortSignal) {
    this.#images = images;
    this.#clock = clock;
    this.#signal = signal;
  }

  imageStatus(image: string, cause?: number): Awaitable<Outcome<RuntimeImage | undefined, CriError>> {
    if (this.#signal.aborted) return this.#never();
    const answer = this.#images.imageStatus(image, cause);
    return isPending(answer) ? this.#alive(answer) : answer;
  }

  pullImage(request: PullImageRequest): Promise<Outcome<string, CriError>> {
    if (this.#signal.aborted) return this.#never();
    return this.#alive(this.#images.pullImage({ ...request, signal: this.#signal }));
  }

  listImages(): readonly ListedImage[] {
    return this.#images.listImages?.() ?? [];
  }

  notSent(request: PullImageRequest): void {
    this.#images.notSent?.(request);
  }

  async #alive<T>(answer: Promise<T>): Promise<T> {
    const late = await answer;
    return this.#signal.aborted ? this.#never() : late;
  }

  #never(): Promise<never> {
    return this.#clock.gate().wait() as Promise<never>;
  }
}
