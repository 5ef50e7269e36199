import type { AskKind, Asks, Engine } from "../engine/index.ts";

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** The engine on a thread of its own, started with the first question. */
export function startEngine(): Engine {
  let worker: Worker | undefined;
  const waiting = new Map<number, Waiting>();
  let last = 0;
  return <K extends AskKind>(kind: K, ask: Asks[K]["ask"]) => {
    worker ??= workerFor(waiting);
    last += 1;
    const id = last;
    const answered = new Promise<Asks[K]["answer"]>((resolve, reject) => waiting.set(id, { resolve, reject }));
    worker.postMessage({ id, kind, ask });
    return answered;
  };
}

function workerFor(waiting: Map<number, Waiting>): Worker {
  const worker = new Worker(new URL("engine-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ("error" in data) asked?.reject(new Error(data.error));
    else asked?.resolve(data.value as never);
  });
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
  });
  return worker;
}
