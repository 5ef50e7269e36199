import type { Duplex } from "node:stream";

import type { CertificateFacts, Phase, Phases, TransportFault } from "../base/index.ts";
import { abortFault, systemFault, timeoutFault, TransportError, type Where } from "./transport-fault.ts";

/** Milliseconds. */
export type PhaseLimits = Readonly<Record<Phase, number>>;

const NAMES = { lookup: "lookup", connect: "connect", tunnel: "tunnel", secure: "secure", answer: "answered" } as const;

/** What is known of one exchange while it goes on; closing it leaves no connection behind. */
export class Journey {
  readonly #signal: AbortSignal;
  readonly #limits: PhaseLimits;
  readonly #opened: Duplex[] = [];
  #phase: Phase = "lookup";
  #place: { readonly host: string; readonly port: number } = { host: "", port: 0 };
  #phases: Phases = {};
  proxy: string | undefined;
  address: string | undefined;
  chain: readonly CertificateFacts[] = [];

  constructor(signal: AbortSignal, limits: PhaseLimits) {
    this.#signal = signal;
    this.#limits = limits;
  }

  get phases(): Phases {
    return this.#phases;
  }

  /** Whom the next phases are about. */
  to(host: string, port: number): void {
    this.#place = { host, port };
  }

  opened<S extends Duplex>(socket: S): S {
    this.#opened.push(socket);
    // Whoever waits for the socket hears of its errors; later ones are nobody's.
    socket.on("error", () => undefined);
    return socket;
  }

  close(): void {
    // The outer one first: Node 20 crashes where a socket goes before the TLS that is on it.
    for (const socket of this.#opened.toReversed()) socket.destroy();
  }

  /** Does the work of a phase within its limit; throws a `TransportError` where it fails. */
  async during<T>(phase: Phase, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#phase = phase;
    const limit = AbortSignal.timeout(this.#limits[phase]);
    const began = performance.now();
    try {
      const result = await abortable(work, AbortSignal.any([this.#signal, limit]));
      this.#took(phase, performance.now() - began);
      return result;
    } catch (error) {
      if (error instanceof TransportError) throw error;
      throw new TransportError(this.#faultOf(error, limit));
    }
  }

  where(): Where {
    return {
      phase: this.#phase,
      ...this.#place,
      phases: this.#phases,
      ...(this.address === undefined ? {} : { address: this.address }),
      ...(this.proxy === undefined ? {} : { proxy: this.proxy }),
    };
  }

  #faultOf(error: unknown, limit: AbortSignal): TransportFault {
    if (this.#signal.aborted) return abortFault(this.#signal, this.where());
    if (limit.aborted) return timeoutFault(this.where());
    const fault = systemFault(error, this.where());
    return "chain" in fault ? { ...fault, chain: this.chain } : fault;
  }

  #took(phase: Phase, milliseconds: number): void {
    if (phase === "body") return;
    const name = NAMES[phase];
    const before = this.#phases[name] ?? 0;
    this.#phases = { ...this.#phases, [name]: Math.round((before + milliseconds) * 1000) / 1000 };
  }
}

/** Rejects when the signal aborts, whatever the work does then. */
async function abortable<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work(signal), aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener("abort", onAbort);
  }
}
