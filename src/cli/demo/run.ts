import { ok, type Outcome } from "../../base/index.ts";
import { TraceRecorder } from "../../sandbox/index.ts";
import { crashText } from "../crash.ts";
import { diagnoseOptions, runDiagnose } from "../diagnose/run.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { type Sandbox, startSandbox } from "../sandbox/start.ts";
import { laddersOf } from "../../lessons/index.ts";
import { readWorldFile } from "../worlds/read-world-file.ts";
import { worldFile } from "../worlds/shipped.ts";
import { closing } from "./closing.ts";
import { type DemoKubectl, findKubectl } from "./kubectl.ts";
import { type Scene, SCRIPT } from "./script.data.ts";
import { Teller } from "./tell.ts";

export interface DemoOptions {
  /** Tell everything at once. */
  readonly fast: boolean;
}

const WORLD = "playground";

export function demoOptions({ flags }: Typed): Outcome<DemoOptions, Fault> {
  return ok({ fast: flags["fast"] === true });
}

export async function runDemo({ fast }: DemoOptions, io: Io): Promise<ExitCode> {
  const world = await readWorldFile(worldFile(WORLD), WORLD);
  if (!world.ok) return refuse(io, world.fault);
  const records: TraceRecorder[] = [];
  const started = await startSandbox({
    world: world.value,
    name: `demo-${process.pid}`,
    speed: 1,
    recorder: (clock) => (records[0] ??= new TraceRecorder(clock)),
    failed: (error) => void io.err.write(crashText(error, io.talk === "verbose")),
  });
  if (!started.ok) return refuse(io, started.fault);
  const sandbox = started.value;
  try {
    const kubectl = await findKubectl(sandbox);
    const teller = new Teller(io, fast || !io.isTerminal);
    const [recorder] = records;
    await teller.say(`A cluster has started in this process; ${kubectl.name} talks to it.`);
    const stage = { sandbox, kubectl, teller, io, ...(recorder === undefined ? {} : { recorder }) };
    for (const scene of SCRIPT) if (!io.signal.aborted) await perform(scene, stage);
    if (!io.signal.aborted) await io.out.write(closing(io));
  } finally {
    await sandbox.stop();
  }
  return io.signal.aborted ? EXIT.interrupted : EXIT.ok;
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly kubectl: DemoKubectl;
  readonly recorder?: TraceRecorder;
  readonly teller: Teller;
  readonly io: Io;
}

async function perform(scene: Scene, stage: Stage): Promise<void> {
  const { sandbox, teller } = stage;
  switch (scene.kind) {
    case "act":
      return teller.act(scene.title, scene.about);
    case "run":
      return runCommand(scene, stage);
    case "until":
      if (scene.say !== undefined) await teller.say(`${scene.say}.`);
      return goUntil(scene, stage);
    case "later":
      await teller.say(`${scene.say} (the clock of the cluster jumps).`);
      return sandbox.jump(scene.seconds * 1000);
    case "why":
      return diagnose(scene.pod, stage);
    case "ladder":
      return drawLadder(scene.pod, stage);
  }
}

async function runCommand({ argv, part }: Extract<Scene, { kind: "run" }>, { kubectl, teller }: Stage): Promise<void> {
  await teller.command(["kubectl", ...argv], part === undefined ? "" : ` | sed -n '/^${part}/,$p'`);
  const { stdout, stderr } = await kubectl.run(argv);
  const from = part === undefined ? 0 : Math.max(0, stdout.indexOf(`\n${part}`) + 1);
  await teller.output(stdout.slice(from) + stderr);
}

const LONGEST_WAIT = 60;

/** A second at a time, as the kubelet publishes what it knows with the next look at the pod. */
async function goUntil(
  { pod, status }: { readonly pod: string; readonly status: string },
  stage: Stage,
): Promise<void> {
  for (let seconds = 0; seconds < LONGEST_WAIT; seconds += 1) {
    const { stdout } = await stage.kubectl.run(["get", "pod", pod]);
    if (stdout.includes(` ${status} `) || stage.io.signal.aborted) return;
    await stage.sandbox.jump(1000);
  }
}

async function diagnose(pod: string, { teller, sandbox, io }: Stage): Promise<void> {
  await teller.command([...io.program.split(" "), "diagnose", `pod/${pod}`]);
  const flags = { kubeconfig: sandbox.kubeconfig, output: "text", timeout: 10_000 } as const;
  const options = diagnoseOptions({ args: [`pod/${pod}`], flags });
  if (options.ok) await runDiagnose(options.value, io);
}

async function drawLadder(pod: string, { recorder, teller, sandbox }: Stage): Promise<void> {
  if (recorder === undefined) return;
  const length = sandbox.clock.now() - recorder.start;
  const ladder = laddersOf(recorder.entries, length).find((each) => each.pod === pod);
  if (ladder !== undefined) await teller.ladder(ladder, length);
}
