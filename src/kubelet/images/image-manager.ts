import { type Awaitable, isPending, oncePerKey } from "../../base/index.ts";
import { parseImage } from "../../reference/index.ts";
import { elapsed } from "../elapsed.ts";
import { Attempt } from "./attempt.ts";
import type { EnsureImageRequest, EnsureImageResult, ImageManager, ImageManagerOptions } from "./contract.ts";
import { CriClient, type Inspected } from "./cri-client.ts";
import { failedPulls } from "./failed-pulls.ts";
import { Failures } from "./failures.ts";
import { inspects, looksUpFirst, planFor } from "./plan.ts";
import { PodKeyring } from "./pod-keyring.ts";
import { PullLedger } from "./pull-ledger.ts";
import { pulledText, presentText, pullingText } from "./pull-messages.ts";
import { recordedCredentials } from "./record-credentials.ts";
import { PullRecordFiles } from "./pull-record-files.ts";
import { Puller } from "./puller.ts";
import { cannotInspect, invalidName, lookupFailed, neverPulled } from "./refusals.ts";
import { timeLimited } from "./time-limited.ts";
import { UntilKilled } from "./until-killed.ts";
import { verificationPolicy, verifiesPresentImages } from "./verification-policy.ts";
import { Wish } from "./wish.ts";

/**
 * The image manager of one kubelet process (pkg/kubelet/images). Throws where the configuration is one with which a kubelet does
 * not start: ask `verificationPolicy` before.
 */
export function createImageManager(options: ImageManagerOptions): ImageManager {
  return new KubeletImageManager(options);
}

class KubeletImageManager implements ImageManager {
  readonly records: PullRecordFiles;
  readonly #options: ImageManagerOptions;
  readonly #cri: CriClient;
  readonly #puller: Puller;
  readonly #keyring: PodKeyring;
  readonly #failures: Failures;
  readonly #failedPull: ReturnType<typeof failedPulls>;
  readonly #parse: (image: string) => ReturnType<typeof parseImage>;
  /** Absent where present images are not verified. */
  readonly #ledger: PullLedger | undefined;

  constructor(options: ImageManagerOptions) {
    const { rules, configuration, clock, signal } = options;
    const timed = timeLimited(options.images, clock, rules.images.longestPullSeconds);
    const images = signal === undefined ? timed : new UntilKilled(timed, clock, signal);
    this.#options = options;
    this.records = options.records ?? new PullRecordFiles();
    this.#cri = new CriClient(images);
    this.#puller = new Puller({ rules, configuration, clock, cri: this.#cri });
    this.#keyring = new PodKeyring(options.credentials, rules);
    this.#failures = new Failures(rules, clock);
    this.#failedPull = failedPulls(rules);
    this.#parse = oncePerKey((image: string) => parseImage(image, rules.reference));
    this.#ledger = ledgerOf(options, this.records);
    this.#ledger?.adopt(images.listImages?.() ?? []);
  }

  ensureImageExists(request: EnsureImageRequest): Awaitable<EnsureImageResult> {
    const { rules } = this.#options;
    const attempt = new Attempt(request, this.#options);
    const parsed = this.#parse(request.image);
    if (!parsed.ok) return attempt.refuse(invalidName(request.image, parsed.fault.message));
    attempt.step("reference-valid");
    attempt.step("policy");
    const wish = new Wish(attempt, parsed.value, this.#keyring);
    if (!inspects(request.policy, rules.images)) return this.#proceed(wish, "");
    attempt.step("present");
    const image = this.#cri.inspect(parsed.value.pullRef, attempt);
    return isPending(image) ? this.#judgeLater(wish, image) : this.#judge(wish, image);
  }

  backOffSeconds(podUid: string, image: string): number {
    return this.#failures.windowSeconds(this.#failures.key({ uid: podUid }, image));
  }

  prune(presentRefs: readonly string[]): void {
    this.#ledger?.prune(presentRefs);
  }

  async #judgeLater(wish: Wish, image: Promise<Inspected>): Promise<EnsureImageResult> {
    return this.#judge(wish, await image);
  }

  #judge(wish: Wish, image: Inspected): Awaitable<EnsureImageResult> {
    if (image.ok) return this.#proceed(wish, image.value?.id ?? "");
    const { attempt } = wish;
    return attempt.refuse(cannotInspect(attempt.request.image, image.fault, this.#options.rules));
  }

  /** `presentRef` is empty where the image is absent, or nobody asked. */
  #proceed(wish: Wish, presentRef: string): Awaitable<EnsureImageResult> {
    const { attempt } = wish;
    const { image, policy } = attempt.request;
    const { images } = this.#options.rules;
    const plan = planFor(policy, presentRef !== "", images);
    if (plan === "refuse") return attempt.refuse(neverPulled(image));
    const fault = looksUpFirst(images, plan, this.#ledger !== undefined) ? wish.lookUp() : undefined;
    if (fault !== undefined) return attempt.refuse(lookupFailed(fault));
    return plan === "use" ? this.#usePresent(wish, presentRef) : this.#pull(wish);
  }

  /** Without proof that the pod may have the image, it is treated as if it were absent. */
  #usePresent(wish: Wish, imageRef: string): Awaitable<EnsureImageResult> {
    const { attempt } = wish;
    const { image, policy } = attempt.request;
    if (this.#ledger === undefined) return attempt.use("use-present", imageRef, presentText(image, false));
    attempt.step("access-verified");
    const mustPull = this.#ledger.mustPull(image, imageRef, () => wish.shown());
    if (!mustPull.ok) return attempt.refuse(lookupFailed(mustPull.fault));
    if (!mustPull.value) return attempt.use("use-present", imageRef, presentText(image, true));
    if (policy === "Never") return attempt.refuse(neverPulled(image));
    const fault = this.#options.rules.images.keyring === "when-needed" ? wish.lookUp() : undefined;
    return fault === undefined ? this.#pull(wish) : attempt.refuse(lookupFailed(fault));
  }

  /** Upstream records the intent before it looks at the window, and drops it again when the answer is back-off. */
  #pull(wish: Wish): Awaitable<EnsureImageResult> {
    const { attempt } = wish;
    const { pod, image, secrets } = attempt.request;
    const key = this.#failures.key(pod, image);
    attempt.step("in-back-off");
    const window = this.#failures.openWindow(key, secrets);
    if (window === undefined) return this.#pullNow(wish, key);
    const refusal = this.#failures.refusal(key, image);
    return attempt.refuse(refusal, {
      elapsed: elapsed(window.updatedAt, this.#options.clock.now()),
      window: window.window,
    });
  }

  async #pullNow(wish: Wish, key: string): Promise<EnsureImageResult> {
    const { attempt } = wish;
    const { image } = attempt.request;
    const { clock, rules } = this.#options;
    this.#ledger?.recordIntent(image);
    this.#failures.begin(key);
    attempt.decide("pulling");
    attempt.event("Normal", "Pulling", pullingText(image));
    const started = clock.now();
    const pulled = await this.#puller.pull(wish);
    if (!pulled.ok) return this.#failOrFallBack(wish, key, pulled.fault);
    const { imageRef, credential, ...facts } = pulled.value;
    const tookWithWaiting = elapsed(started, clock.now());
    const result = attempt.use("pulled", imageRef, pulledText(image, { ...facts, tookWithWaiting }, rules.images));
    this.#failures.succeed(key);
    this.#ledger?.recordPulled(image, imageRef, recordedCredentials(credential));
    return result;
  }

  async #failOrFallBack(wish: Wish, key: string, error: string): Promise<EnsureImageResult> {
    const { attempt, reference } = wish;
    const { image, policy } = attempt.request;
    if (this.#options.rules.images.alwaysNeedsRegistry || policy !== "Always") return this.#fail(attempt, key, error);
    const present = await this.#cri.inspect(reference.pullRef, attempt);
    if (!present.ok || present.value === undefined) return this.#fail(attempt, key, error);
    return attempt.use("use-present", present.value.id, presentText(image, false));
  }

  #fail(attempt: Attempt, key: string, error: string): EnsureImageResult {
    const { image, secrets } = attempt.request;
    const { atOnce, inWindow } = this.#failedPull(image, error);
    const result = attempt.refuse(atOnce);
    const { window, updatedAt, failures } = this.#failures.fail(key, inWindow, secrets);
    const until = elapsed(this.#options.recorder.start ?? 0, updatedAt) + window;
    attempt.record("backoff", { key, window, until, failures });
    this.#ledger?.dropIntent(image);
    return result;
  }
}

function ledgerOf(options: ImageManagerOptions, files: PullRecordFiles): PullLedger | undefined {
  const { rules, configuration, clock } = options;
  if (!verifiesPresentImages(rules, configuration)) return undefined;
  const needsVerification = verificationPolicy(rules, configuration);
  if (!needsVerification.ok) throw new Error(needsVerification.fault);
  return new PullLedger({ rules, files, clock, needsVerification: needsVerification.value });
}
