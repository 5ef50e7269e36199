import type { World } from "../../kinds/index.ts";
import { crashText } from "../crash.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { namedWorld } from "../worlds/named-world.ts";
import { interact } from "./interact.ts";
import { execute } from "./exec.ts";
import type { SandboxOptions } from "./options.ts";
import { type Sandbox, startSandbox } from "./start.ts";
import { welcome } from "./welcome.ts";

export { sandboxOptions } from "./options.ts";

export async function runSandbox(options: SandboxOptions, io: Io): Promise<ExitCode> {
  const given = await namedWorld(options.world, "For manifests start a sandbox and apply them with kubectl");
  if (!given.ok) return refuse(io, given.fault);
  const crash = new AbortController();
  const failed = (error: unknown): void => {
    void io.err.write(crashText(error, io.talk === "verbose"));
    crash.abort();
  };
  const { name, port, speed, exec } = options;
  const started = await startSandbox({
    world: worldOf(given.value, options),
    speed,
    failed,
    ...(name === undefined ? {} : { name }),
    ...(port === undefined ? {} : { port }),
  });
  if (!started.ok) return refuse(io, started.fault);
  const sandbox = started.value;
  if (options.play) sandbox.live.play();
  try {
    if (exec !== undefined) return await executeIn(sandbox, exec, io);
    await io.out.write(io.talk === "quiet" ? `${sandbox.kubeconfig}\n` : welcome(sandbox, io));
    const over = AbortSignal.any([io.signal, crash.signal]);
    const { keys } = io;
    const ended =
      keys === undefined || io.talk === "quiet" ? await aborted(over) : await interact(sandbox, { ...io, keys }, over);
    if (ended === "quit") return EXIT.ok;
    return crash.signal.aborted ? EXIT.unreachable : EXIT.interrupted;
  } finally {
    await sandbox.stop();
  }
}

async function executeIn(sandbox: Sandbox, command: NonNullable<SandboxOptions["exec"]>, io: Io): Promise<ExitCode> {
  const { kubeconfig, name } = sandbox;
  const ended = await execute({ command, kubeconfig, name });
  // The command's own code, whatever it means.
  return ended.ok ? (ended.value as ExitCode) : refuse(io, ended.fault);
}

function aborted(signal: AbortSignal): Promise<"interrupted"> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve("interrupted");
    signal.addEventListener("abort", () => resolve("interrupted"), { once: true });
  });
}

/** The world with what the flags say instead. Uids differ from sandbox to sandbox unless the seed is said. */
function worldOf(world: World, { kubelet, runtime, seed, nodes }: SandboxOptions): World {
  return {
    ...world,
    kubelet: kubelet ?? world.kubelet,
    runtime: runtime ?? world.runtime,
    seed: seed ?? Math.floor(Math.random() * 2 ** 32),
    nodes: nodes === undefined ? world.nodes : Array.from({ length: nodes }, (_, index) => nodeOf(world, index)),
  };
}

/** Nodes that the world does not have are as its first one, with names and addresses of their own. */
function nodeOf({ nodes }: World, index: number): World["nodes"][number] {
  const own = nodes[index];
  if (own !== undefined) return own;
  const [first] = nodes;
  if (first === undefined) throw new Error("A world without a node");
  return { ...first, name: `node-${index + 1}`, address: `10.0.0.${10 + index}` };
}
