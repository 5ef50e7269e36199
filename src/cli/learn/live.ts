import { failed, ok, type Outcome } from "../../base/index.ts";
import type { Entry } from "../../kinds/index.ts";
import { brokenWorld, findScenario } from "../../lessons/index.ts";
import { TraceRecorder } from "../../sandbox/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import { type Sandbox, startSandbox } from "../sandbox/start.ts";
import { namedWorld } from "../worlds/named-world.ts";
import { worldNames } from "../worlds/shipped.ts";

/** What the page is told of the sandbox that the learner's own kubectl talks to. */
export interface LiveState {
  readonly world: string;
  readonly kubeconfig: string;
  /** Milliseconds since its start. */
  readonly now: number;
  /** Those from the asked one on. */
  readonly entries: readonly Entry[];
}

/** One sandbox at a time, for the learner's own terminal, with everything that happens in it kept. */
export class LiveSandbox {
  readonly #failed: (error: unknown) => void;
  #running: { readonly sandbox: Sandbox; readonly recorder: TraceRecorder } | undefined;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /**
   * Starts the world that ships under this name, in place of what runs. What brings a scenario's trouble about happens at its
   * instants; its repair is the learner's.
   */
  async start(name: string): Promise<Outcome<LiveState, Fault>> {
    if (!worldNames().includes(name))
      return failed(cliFault("CLI_WORLD_UNKNOWN", `No world ${JSON.stringify(name)} ships`));
    const world = await namedWorld(name, "");
    if (!world.ok) return world;
    await this.stop();
    const scenario = findScenario(name);
    const recorders: TraceRecorder[] = [];
    const started = await startSandbox({
      world: scenario === undefined ? world.value : brokenWorld(scenario, world.value),
      speed: 1,
      recorder: (clock) => (recorders[0] ??= new TraceRecorder(clock)),
      failed: this.#failed,
    });
    if (!started.ok) return started;
    const [recorder] = recorders;
    if (recorder === undefined) throw new Error("A sandbox without its recorder");
    this.#running = { sandbox: started.value, recorder };
    if (scenario !== undefined) started.value.live.play();
    const state = this.state(0);
    return state === undefined ? failed(cliFault("CLI_USAGE", "The sandbox has stopped")) : ok(state);
  }

  /** Undefined while none runs. */
  state(from: number): LiveState | undefined {
    if (this.#running === undefined) return undefined;
    const { sandbox, recorder } = this.#running;
    const { world, kubeconfig, clock } = sandbox;
    const entries = [...recorder.entries].slice(from);
    return { world: world.name, kubeconfig, now: clock.now() - recorder.start, entries };
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.sandbox.stop();
  }
}
