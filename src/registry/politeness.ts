import type { Clock, Instant } from "../base/index.ts";
import type { NotSent } from "./evidence.ts";
import type { RegistryLimits } from "./policy.ts";

interface HostState {
  active: number;
  used: number;
  notBefore: Instant;
  readonly waiting: (() => void)[];
}

/** How often and how many at once a host may be asked. */
export class Politeness {
  readonly #limits: RegistryLimits;
  readonly #clock: Pick<Clock, "now" | "sleep">;
  readonly #hosts = new Map<string, HostState>();

  constructor(limits: RegistryLimits, clock: Pick<Clock, "now" | "sleep">) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Does the work when it is this request's turn; or says why it must not be done. */
  async during<T>(host: string, signal: AbortSignal, work: () => Promise<T>): Promise<T | NotSent> {
    const state = this.#state(host);
    if (state.active >= this.#limits.concurrentPerHost) await new Promise<void>((turn) => state.waiting.push(turn));
    else state.active += 1;
    try {
      return (await this.#refusal(state, signal)) ?? (await work());
    } finally {
      const next = state.waiting.shift();
      if (next === undefined) state.active -= 1;
      else next();
    }
  }

  /** The host wants to be left alone until then. Whether that is short enough to be waited for. */
  retryAfter(host: string, at: Instant): boolean {
    const state = this.#state(host);
    state.notBefore = Math.max(state.notBefore, at);
    return at - this.#clock.now() <= this.#limits.longestWait;
  }

  async #refusal(state: HostState, signal: AbortSignal): Promise<NotSent | undefined> {
    const wait = state.notBefore - this.#clock.now();
    if (wait > this.#limits.longestWait) return "retry-later";
    if (state.used >= this.#limits.requestsPerHost) return "request-budget";
    state.used += 1;
    if (wait > 0) await this.#clock.sleep(wait, signal);
    return undefined;
  }

  #state(host: string): HostState {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const state = { active: 0, used: 0, notBefore: 0, waiting: [] };
    this.#hosts.set(host, state);
    return state;
  }
}
