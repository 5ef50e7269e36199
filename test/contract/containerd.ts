import { execFile, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

/** A containerd of its own: it keeps content, and runs nothing. */
export interface Containerd {
  /** What `ctr` prints; throws what it complains about. */
  ask(line: string): Promise<string>;
  stop(): Promise<void>;
}

export const hasContainerd: boolean = ["containerd", "ctr"].every(
  (program) => spawnSync(program, ["--version"]).status === 0,
);

const TRIES = 200;
const RETRY = 50;

/** Everything of it lies in a folder below that for temporary files. */
export async function startContainerd(): Promise<Containerd> {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-containerd-"));
  const socket = join(folder, "containerd.sock");
  writeFileSync(join(folder, "config.toml"), configOf(folder, socket));
  const child = spawn("containerd", ["--config", join(folder, "config.toml")], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const ask = (line: string): Promise<string> => ctr(socket, line);
  for (let tries = 0; (await ask("version").catch(() => "")) === ""; tries += 1) {
    if (tries === TRIES || child.exitCode !== null) throw new Error("containerd does not answer");
    await setTimeout(RETRY);
  }
  return {
    ask,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ctr(socket: string, line: string): Promise<string> {
  const { stdout } = await promisify(execFile)("ctr", ["--address", socket, ...line.split(" ")]);
  return stdout.trim();
}

function configOf(folder: string, socket: string): string {
  return `version = 2
root = "${folder}/root"
state = "${folder}/state"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "${socket}"
[ttrpc]
  address = "${folder}/ttrpc.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "${folder}/opt"
`;
}
