import { type KubernetesObject, type Pod, rulesOf, type Trace, type World } from "../../kinds/index.ts";
import { logSource } from "../../kubelet/index.ts";
import { renderKubectl, shellWords } from "../../kubectl/index.ts";
import type { RunOptions } from "./contract.ts";
import { Film } from "./film.ts";
import { play } from "./play.ts";
import { traceOf } from "./run-world.ts";
import { type ShownCommand, showWorld } from "./show-world.ts";

/** A run that can be looked at again at any of its moments. */
export interface Recording {
  readonly trace: Trace;
  /**
   * What `kubectl get`, `describe`, `events` or `logs` would have printed at `t`, virtual milliseconds since the start. Looking
   * costs little. What containers write is kept nowhere, nor what comes behind the end: there the world is run again up to `t`.
   */
  show(command: string, t: number): Promise<ShownCommand>;
}

/** Runs a world as `runWorld` does and keeps what its cluster held at every moment. */
export async function recordWorld(world: World, options: RunOptions = {}): Promise<Recording> {
  let film: Film | undefined;
  const cluster = await play(world, options, ({ store, clock }) => {
    film = new Film(store, clock);
  });
  const { printer } = options.rules ?? rulesOf(cluster.world.kubelet);
  const show: Recording["show"] = async (command, t) => {
    const words = shellWords(command);
    const objects = t > cluster.world.for ? undefined : film?.at(cluster.start + t);
    if (!words.ok || objects === undefined) return showWorld(world, command, { ...options, for: t });
    const argv = words.value[0] === "kubectl" ? words.value.slice(1) : words.value;
    const logs = new WaitingLogs();
    const shown = renderKubectl(argv, objects, {
      now: cluster.start + t,
      rules: printer,
      logs: (...request) => logs.of(...request),
    });
    return logs.areMissing ? showWorld(world, command, { ...options, for: t }) : shown;
  };
  return { trace: traceOf(cluster), show };
}

/** What kubelets answer for logs as far as a status tells it: that of containers which wait. */
class WaitingLogs {
  /** A container has written something, and it is not here. */
  areMissing = false;

  of(pod: KubernetesObject, container: string, previous: boolean): { readonly ok: false; readonly message: string } {
    const { status = {}, metadata } = pod as Pod;
    const source = logSource(status, { pod: metadata.name ?? "", container, previous });
    if (!source.ok) return source;
    this.areMissing = true;
    return { ok: false, message: "" };
  }
}
