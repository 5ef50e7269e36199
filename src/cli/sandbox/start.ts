import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";

import { failed, type Now, ok, type Outcome, Secret } from "../../base/index.ts";
import type { Recorder, World } from "../../kinds/index.ts";
import {
  apiDescriptions,
  callWebhook,
  isRunning,
  jsonFiles,
  listen,
  type Listener,
  loopbackCertificate,
  type LoopbackRegistries,
  registryAuthority,
  runFolder,
  serveRegistries,
  SystemClock,
} from "../../node/index.ts";
import { createNetwork, type Live, PassingRecorder, RecentRecorder, startLive } from "../../sandbox/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import { WaitingClock } from "./waiting-clock.ts";
import { announce, type SandboxState } from "./announce.ts";

/** A cluster on loopback, with the files that lead to it. */
export interface Sandbox {
  readonly name: string;
  readonly world: World;
  readonly url: string;
  /** Path of its kubeconfig. */
  readonly kubeconfig: string;
  /** Path of the certificate that registries are signed with. */
  readonly registryAuthority: string;
  /** Ports of the registries, by host. */
  readonly registries: ReadonlyMap<string, number>;
  readonly clock: SystemClock;
  readonly live: Live;
  /** Goes ahead by so many milliseconds, or until it is enough; the work of every moment on the way is done. */
  jump(milliseconds: number, enough?: () => boolean): Promise<void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly world: World;
  readonly name?: string;
  readonly port?: number;
  readonly speed: number;
  /** Where entries go; nobody keeps them when absent. */
  readonly recorder?: (clock: Now) => Recorder;
  /** Told what goes wrong in the program itself. */
  readonly failed: (error: unknown) => void;
}

const BODY_LIMIT = 16 * 1024 * 1024;
const DEFAULT_NAME = "default";

export async function startSandbox(options: StartOptions): Promise<Outcome<Sandbox, Fault>> {
  const folder = runFolder();
  const name = freeName(folder, options.name);
  if (!name.ok) return name;
  const { world, speed, port, failed } = options;
  const clock = new SystemClock({ failed, speed });
  const waiting = new WaitingClock(clock);
  const inProcess = createNetwork({ registries: world.registries, clock: waiting, start: clock.now() });
  const authority = await registryAuthority();
  const registries = await serveRegistries({ registries: world.registries, network: inProcess, authority, failed });
  if (!registries.ok) return registries;
  const token = randomBytes(24).toString("base64url");
  const recent = new RecentRecorder(clock);
  const recorder = new PassingRecorder(options.recorder?.(clock) ?? recent);
  const { network } = registries.value;
  const jump: Sandbox["jump"] = (milliseconds, enough = () => false) =>
    clock.jump(clock.now() + milliseconds, { settled: () => settled(clock, registries.value, waiting), enough });
  const time = {
    jump,
    get speed(): number {
      return clock.speed;
    },
    set speed(factor: number) {
      clock.speed = factor;
    },
  };
  const given = { world, clock, network, descriptions: apiDescriptions, callWebhook };
  const [live, tls] = await Promise.all([
    startLive({ ...given, real: { now: Date.now }, recorder, recent, time, token: new Secret(token) }),
    loopbackCertificate(),
  ]);
  const what = { name: "API server", bodyLimit: BODY_LIMIT, failed, tls };
  const api = await listen((request) => live.fetch(request), { ...what, ...(port === undefined ? {} : { port }) });
  const parts = { clock, registries: registries.value };
  if (!api.ok) {
    await stopParts(parts);
    return api;
  }
  const { url } = api.value;
  const { ports } = registries.value;
  const known = { name: name.value, url, token, authority: tls.authority, world: world.name, ports };
  const files = announce(folder, { ...known, certificate: authority.certificate });
  return ok({
    name: name.value,
    world,
    url,
    kubeconfig: files.kubeconfig,
    registryAuthority: files.registryAuthority,
    registries: ports,
    clock,
    live,
    jump,
    stop: async () => {
      files.remove();
      await stopParts({ ...parts, api: api.value });
    },
  });
}

/** A request on which nothing moves for so many real milliseconds is left alone: its client does not read on. */
const QUIET = 100;
/** How long work of one moment may take at most, in real milliseconds. */
const LONGEST_WORK = 1000;

/** What was woken has worked as far as it goes without waiting: for the clock itself, or for a registry that waits for it. */
async function settled(clock: SystemClock, registries: LoopbackRegistries, waiting: WaitingClock): Promise<void> {
  const began = performance.now();
  let [seen, since] = [registries.moves(), began];
  for (;;) {
    await setImmediate();
    const now = performance.now();
    if (clock.busy === 0 || now - began > LONGEST_WORK) return;
    if (registries.open() > 0 && waiting.sleepers >= registries.open()) return;
    if (registries.open() === 0 || registries.moves() !== seen) [seen, since] = [registries.moves(), now];
    else if (now - since > QUIET) return;
  }
}

interface Parts {
  readonly clock: SystemClock;
  readonly registries: LoopbackRegistries;
  readonly api?: Listener;
}

async function stopParts({ clock, registries, api }: Parts): Promise<void> {
  clock.stop();
  await Promise.all([registries.close(), api?.close()]);
}

/** The name that was wanted, unless a sandbox of this name runs; else the first that is free: default, default-2, … */
function freeName(folder: string, wanted: string | undefined): Outcome<string, Fault> {
  const taken = new Set([...jsonFiles(folder)].filter(([, state]) => isAlive(state)).map(([name]) => name));
  if (wanted !== undefined && taken.has(wanted)) {
    const message = `Cannot start sandbox ${JSON.stringify(wanted)}: one of this name runs; another name is wanted`;
    return failed(cliFault("CLI_USAGE", message));
  }
  if (wanted !== undefined) return ok(wanted);
  let name = DEFAULT_NAME;
  for (let number = 2; taken.has(name); number += 1) name = `${DEFAULT_NAME}-${number}`;
  return ok(name);
}

function isAlive(state: unknown): boolean {
  return isRunning((state as SandboxState).pid);
}
