import { base64, binaryBytes, failed, type ManualClock, ok, type Outcome } from "../../src/base/index.ts";
import type {
  CriError,
  ImageService,
  ListedImage,
  PullImageRequest,
  RuntimeAuth,
  RuntimeImage,
} from "../../src/kubelet/index.ts";

export interface StoredImage {
  readonly image: string;
  readonly ref: string;
  readonly sizeBytes: number;
}

/** How the runtime answers the calls of one step. */
export interface RuntimeScript {
  /** To the ImageStatus call before any pull; absent: the store is asked. */
  readonly inspectError?: CriError;
  /** To the PullImage calls in order, the last one repeated. */
  readonly pulls: readonly ScriptedPull[];
  /** To the ImageStatus call after a pull. */
  readonly sizeError?: CriError;
}

type ScriptedPull = { readonly takesSeconds?: number } & (
  | { readonly error: CriError }
  | { readonly ref: string; readonly sizeBytes: number }
);

export type RuntimeCall = { readonly at: number; readonly call: string; readonly image: string } & (
  | { readonly auth?: undefined }
  | { readonly auth: null | { readonly username: GoText; readonly password: GoText } }
);

/** Bytes that are not UTF-8 are given in base64. */
type GoText = string | { readonly base64: string };

interface Script {
  readonly script: RuntimeScript;
  readonly calls: RuntimeCall[];
  pulls: number;
}

/** A runtime that answers by script. It knows an image by exactly one string; a call's `cause` is the number of the step that makes it. */
export class ScriptedRuntime implements ImageService {
  readonly #clock: ManualClock;
  readonly #store = new Map<string, StoredImage>();
  readonly #scripts = new Map<number, Script>();

  constructor(clock: ManualClock, images: readonly StoredImage[]) {
    this.#clock = clock;
    for (const image of images) this.load(image);
  }

  load(image: StoredImage): void {
    this.#store.set(image.image, image);
  }

  remove(image: string): void {
    this.#store.delete(image);
  }

  refs(): string[] {
    return Array.from(this.#store.values(), ({ ref }) => ref);
  }

  follow(step: number, script: RuntimeScript): void {
    this.#scripts.set(step, { script, calls: [], pulls: 0 });
  }

  callsOf(step: number): readonly RuntimeCall[] {
    return this.#scripts.get(step)?.calls ?? [];
  }

  listImages(): readonly ListedImage[] {
    return Array.from(this.#store.values(), ({ image, ref }) => ({ id: ref, names: [image] }));
  }

  imageStatus(image: string, cause?: number): Promise<Outcome<RuntimeImage | undefined, CriError>> {
    const { script, calls, pulls } = this.#scriptOf(cause);
    calls.push({ at: secondsAt(this.#clock), call: "ImageStatus", image });
    const error = pulls === 0 ? script.inspectError : script.sizeError;
    if (error !== undefined) return Promise.resolve(failed(error));
    const stored = this.#store.get(image);
    return Promise.resolve(ok(stored && { id: stored.ref, sizeBytes: stored.sizeBytes }));
  }

  async pullImage({ image, auth, cause, signal }: PullImageRequest): Promise<Outcome<string, CriError>> {
    const following = this.#scriptOf(cause);
    const answer = following.script.pulls[following.pulls] ?? following.script.pulls.at(-1);
    if (answer === undefined) throw new Error(`No pull of ${image} is expected`);
    following.pulls += 1;
    following.calls.push({ at: secondsAt(this.#clock), call: "PullImage", image, auth: goAuth(auth) });
    if (answer.takesSeconds) await this.#clock.sleep(Math.round(answer.takesSeconds * 1e6) / 1e3, signal);
    if ("error" in answer) return failed(answer.error);
    if (answer.ref !== "" && !signal?.aborted) this.load({ image, ref: answer.ref, sizeBytes: answer.sizeBytes });
    return ok(answer.ref);
  }

  notSent({ image, auth, cause }: PullImageRequest): void {
    const call = { at: secondsAt(this.#clock), call: "PullImage (not sent)", image, auth: goAuth(auth) };
    this.#scriptOf(cause).calls.push(call);
  }

  #scriptOf(step: number | undefined): Script {
    const script = this.#scripts.get(step ?? -1);
    if (script === undefined) throw new Error(`Step ${step} has no script`);
    return script;
  }
}

/** Seconds since the start of the scenario, cut to milliseconds. */
export function secondsAt(clock: ManualClock): number {
  return Math.floor(Math.round(clock.now() * 1000) / 1000) / 1000;
}

function goAuth(auth: RuntimeAuth | undefined): null | { readonly username: GoText; readonly password: GoText } {
  if (auth === undefined) return null;
  const text = (field: "username" | "password"): GoText =>
    auth.binary?.includes(field) ? { base64: base64(binaryBytes(auth[field])) } : auth[field];
  return { username: text("username"), password: text("password") };
}
