import { type Clock, failed, ok, type Outcome } from "../../base/index.ts";
import type { KubeletConfiguration, Rules } from "../../kinds/index.ts";
import { elapsed } from "../elapsed.ts";
import { TokenBucket } from "../token-bucket.ts";
import type { Attempt } from "./attempt.ts";
import { type Pulled, tryCredentials } from "./credential-tries.ts";
import type { CriClient } from "./cri-client.ts";
import { Slots } from "./slots.ts";
import type { Wish } from "./wish.ts";

export interface PullerOptions {
  readonly rules: Rules;
  readonly configuration: KubeletConfiguration;
  readonly clock: Clock;
  readonly cri: CriClient;
}

export interface PullResult extends Pulled {
  /** 0 where the size could not be read, or is not asked for. */
  readonly sizeBytes: number;
  /** Milliseconds without waiting for a turn. */
  readonly took: number;
}

/**
 * Carries pulls out. A serial puller is one with a single slot: the channel of ten in front of upstream's worker changes
 * only where the callers wait, not their order. The throttle is asked when a pull gets its turn, and never waits.
 */
export class Puller {
  readonly #options: PullerOptions;
  readonly #slots: Slots;
  readonly #throttle: TokenBucket | undefined;

  constructor(options: PullerOptions) {
    const { serializeImagePulls, maxParallelImagePulls, registryPullQPS, registryBurst } = options.configuration;
    this.#options = options;
    this.#slots = new Slots(serializeImagePulls ? 1 : (maxParallelImagePulls ?? Infinity), options.clock);
    this.#throttle = registryPullQPS === 0 ? undefined : new TokenBucket(registryPullQPS, registryBurst);
  }

  pull(wish: Wish): Promise<Outcome<PullResult, string>> {
    return this.#slots.run(() => this.#pull(wish));
  }

  async #pull(wish: Wish): Promise<Outcome<PullResult, string>> {
    const { attempt, reference } = wish;
    const image = reference.pullRef;
    const { clock, rules, cri } = this.#options;
    const started = clock.now();
    if (this.#throttle?.take(started) === false) return failed("pull QPS exceeded");
    const offered = wish.credentials();
    if (!offered.ok) return failed(offered.fault.message);
    const pulled = await tryCredentials(cri, attempt, { image, credentials: offered.value, rules: rules.credentials });
    if (!pulled.ok) return pulled;
    const sizeBytes = await this.#size(image, attempt);
    return ok({ ...pulled.value, sizeBytes, took: elapsed(started, clock.now()) });
  }

  async #size(image: string, attempt: Attempt): Promise<number> {
    if (this.#options.rules.images.pulledMessage === "plain") return 0;
    const answer = await this.#options.cri.inspect(image, attempt);
    return answer.ok ? (answer.value?.sizeBytes ?? 0) : 0;
  }
}
