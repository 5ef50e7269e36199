import { API_RESOURCES, type World } from "../../kinds/index.ts";
import { renderKubectl, shellWords } from "../../kubectl/index.ts";
import { logsOf } from "./cluster.ts";
import type { RunOptions } from "./contract.ts";
import { play } from "./play.ts";

/** What a command has printed, and the code that it ended with. */
export interface ShownCommand {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * What `kubectl get`, `describe`, `events` or `logs` would print at the end of a run: of the whole world, or of `options.for`
 * milliseconds of it. The command is a line, with or without `kubectl` in front.
 */
export async function showWorld(world: World, command: string, options: RunOptions = {}): Promise<ShownCommand> {
  const words = shellWords(command);
  if (!words.ok) return { stdout: "", stderr: `error: ${words.fault}\n`, exitCode: 1 };
  const { store, rules, clock, nodes } = await play(world, options);
  const argv = words.value[0] === "kubectl" ? words.value.slice(1) : words.value;
  const objects = API_RESOURCES.flatMap(({ resource }) => store.list(resource));
  return renderKubectl(argv, objects, {
    now: clock.now(),
    rules: rules.printer,
    logs: (pod, container, previous) => logsOf(nodes, pod, { container, previous: String(previous) }),
  });
}
