import { type Clock, utf8Bytes } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Change, Store } from "../../store/index.ts";
import { watchExpired } from "../status/expired.ts";
import type { StatusError } from "../contract.ts";

/** One line of a watch before it is written. */
export interface WatchEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
  readonly object: KubernetesObject | StatusError;
}

export interface WatchOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly resource: string;
  /** Version that the client has seen. */
  readonly version: number;
  /** What is told before the changes behind that version; behind an error nothing is told. */
  readonly first: readonly WatchEvent[];
  /** What of a change concerns the client, if anything. */
  readonly eventOf: (change: Change) => WatchEvent | undefined;
  /** What says how far the client has been told; absent: nothing does. */
  readonly bookmark?: (version: number) => WatchEvent;
  readonly write: (event: WatchEvent) => string;
  /** Milliseconds until the server ends the watch. */
  readonly lasts: number;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** Events that may wait for the client; those behind them are taken from the store's history when there is room. */
const WAITING = 64;
const BOOKMARK_EVERY = 60_000;

/** The body of a watch: one JSON object a line, as long as the client and the server want. */
export function watchStream(options: WatchOptions): ReadableStream<Uint8Array> {
  const watch = new Watch(options);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => watch.start(controller),
      pull: () => watch.catchUp(),
      cancel: () => watch.stop(),
    },
    { highWaterMark: WAITING },
  );
}

/**
 * Knows how far the client has been told and tells it more whenever there is room, so that a slow client costs no
 * memory. A client that is too slow even for the history is let go; it lists anew.
 */
class Watch {
  readonly #options: WatchOptions;
  readonly #ended = new AbortController();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #seen: number;
  /** Of the first events, how many have been told. */
  #told = 0;
  #unsubscribe: () => void = () => undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#seen = options.version;
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const { store, resource, clock, signal } = this.#options;
    this.#controller = controller;
    this.#unsubscribe = store.watch(() => this.catchUp(), resource);
    signal.addEventListener("abort", () => this.#close(), { once: true });
    clock.start(() => this.#untilEnd());
    if (signal.aborted) this.#close();
    else this.catchUp();
  }

  /** Tells what there is to tell, as far as the client has room. */
  catchUp(): void {
    const { first, store, resource, version } = this.#options;
    while (this.#told < first.length && this.#hasRoom()) {
      const event = first[this.#told++];
      if (event !== undefined) this.#send(event);
      if (event?.type === "ERROR") this.#close();
    }
    if (!this.#hasRoom()) return;
    const changes = store.changesSince(resource, this.#seen);
    if (changes === undefined) this.#fail(watchExpired(version, store.resourceVersion));
    else this.#tell(changes);
  }

  stop(): void {
    this.#controller = undefined;
    this.#unsubscribe();
    this.#ended.abort();
  }

  #tell(changes: readonly Change[]): void {
    for (const change of changes) {
      if (!this.#hasRoom()) return;
      const version = Number(change.object.metadata.resourceVersion);
      // Whoever reads asks for more while this tells, and has been told the rest by then.
      if (version <= this.#seen) continue;
      const event = this.#options.eventOf(change);
      this.#seen = version;
      if (event !== undefined) this.#send(event);
    }
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #send(event: WatchEvent): void {
    this.#controller?.enqueue(utf8Bytes(this.#options.write(event)));
  }

  #fail(status: StatusError): void {
    this.#send({ type: "ERROR", object: status });
    this.#close();
  }

  /** Bookmarks now and then, one more before the end. */
  async #untilEnd(): Promise<void> {
    const { clock, lasts, bookmark, store } = this.#options;
    const end = clock.now() + lasts;
    while (clock.now() < end && !this.#ended.signal.aborted) {
      await clock.sleep(Math.min(BOOKMARK_EVERY, end - clock.now()), this.#ended.signal);
      const isUpToDate = this.#told === this.#options.first.length && this.#hasRoom();
      if (bookmark !== undefined && isUpToDate && lasts >= BOOKMARK_EVERY) this.#send(bookmark(store.resourceVersion));
    }
    this.#close();
  }

  #close(): void {
    const controller = this.#controller;
    this.stop();
    controller?.close();
  }
}
