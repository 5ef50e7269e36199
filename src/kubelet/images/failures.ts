import type { Now } from "../../base/index.ts";
import type { BackoffRules, Rules, SecretObject } from "../../kinds/index.ts";
import { backingOff, type Refusal } from "./refusals.ts";
import { BackOff, type BackOffEntry } from "./back-off.ts";
import type { PodIdentity } from "./contract.ts";

const LEAST_TIDIED = 256;

type Owner = Pick<PodIdentity, "uid">;

/** Failed pulls by pod and image: their windows, and what went wrong last. Kept for as long as it counts. */
export class Failures {
  readonly #rules: BackoffRules;
  readonly #clock: Now;
  readonly #backOff: BackOff;
  /** The last one of each pod: asked for at each look, and a text that is made anew has to be hashed and compared. */
  readonly #keys = new WeakMap<Owner, { readonly image: string; readonly key: string }>();
  readonly #refusals = new Map<string, Refusal>();
  readonly #secrets = new Map<string, string>();
  /** At so many refusals those that are of no use are looked for. */
  #enough = LEAST_TIDIED;

  constructor({ backoff: rules }: Rules, clock: Now) {
    this.#rules = rules;
    this.#clock = clock;
    this.#backOff = new BackOff(rules, clock);
  }

  /** The image counts as written: `app` and `app:latest` have windows of their own. */
  key(pod: Owner, image: string): string {
    if (this.#rules.key === "image") return image;
    const known = this.#keys.get(pod);
    if (known?.image === image) return known.key;
    const key = `${pod.uid}_${image}`;
    this.#keys.set(pod, { image, key });
    return key;
  }

  /** The window that forbids a pull now. */
  openWindow(key: string, secrets: readonly SecretObject[]): BackOffEntry | undefined {
    if (this.#rules.clearedBySecretChange && this.#secrets.get(key) !== versionsOf(secrets)) this.#backOff.delete(key);
    return this.#backOff.inBackOff(key, this.#clock.now());
  }

  /** What is said inside the window. The failure is not known any more once a pull begins anew. */
  refusal(key: string, image: string): Refusal {
    return this.#refusals.get(key) ?? backingOff(image, undefined);
  }

  begin(key: string): void {
    this.#refusals.delete(key);
  }

  fail(key: string, inWindow: Refusal, secrets: readonly SecretObject[]): BackOffEntry {
    if (this.#refusals.size >= this.#enough) this.#tidy();
    this.#refusals.set(key, inWindow);
    if (this.#rules.clearedBySecretChange) this.#secrets.set(key, versionsOf(secrets));
    return this.#backOff.next(key, this.#clock.now());
  }

  /** Pods that are gone fail no more: what is said of keys that have no window any more is said to nobody. */
  #tidy(): void {
    this.#backOff.sweep();
    for (const key of this.#refusals.keys()) {
      if (this.#backOff.get(key) !== undefined) continue;
      this.#refusals.delete(key);
      this.#secrets.delete(key);
    }
    this.#enough = Math.max(LEAST_TIDIED, 2 * this.#refusals.size);
  }

  /** The window of the key itself stays: what fails next goes on with the ladder. */
  succeed(key: string): void {
    this.#backOff.sweep();
    if (this.#rules.clearedBySuccess) this.#backOff.delete(key);
  }

  /** The last window, over or not; 0 without one. */
  windowSeconds(key: string): number {
    return (this.#backOff.get(key)?.window ?? 0) / 1000;
  }
}

function versionsOf(secrets: readonly SecretObject[]): string {
  return secrets.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`).join();
}
