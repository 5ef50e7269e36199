import type { Pod } from "../../kinds/index.ts";
import { podColumns } from "../../kubectl/index.ts";
import type { Io } from "../io.ts";
import { plain } from "../print/plain.ts";
import { shortDuration } from "../print/short-duration.ts";
import type { Sandbox } from "./start.ts";
import { actionOf, type KeyAction, nextSpeed, type SandboxView, statusLine } from "./status-line.ts";

/** The line is looked at so often, and written only when it has changed. */
const EVERY = 1_000;
const CLEAR = "\r\u001B[K";

type Hand = Pick<Sandbox, "clock" | "live">;

/** Shows how the sandbox is in one line, and does what keys say, until one says quit or the signal aborts; answers which. */
export async function interact(
  sandbox: Hand,
  io: Io & Required<Pick<Io, "keys">>,
  signal: AbortSignal,
): Promise<"quit" | "interrupted"> {
  const quit = new AbortController();
  const over = AbortSignal.any([signal, quit.signal]);
  const line = new Line(sandbox, io);
  void refresh(line, io, over);
  let ended: KeyAction | undefined;
  for await (const key of io.keys(over)) {
    const action = actionOf(key);
    ended = action;
    if (action === "quit" || action === "interrupt") break;
    if (action !== undefined) await line.during(() => carriedOut(action, sandbox));
  }
  quit.abort();
  await line.clear();
  return ended === "quit" && !signal.aborted ? "quit" : "interrupted";
}

async function refresh(line: Line, io: Io, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await line.show();
    await io.sleep(EVERY, over);
  }
}

/** What has come of a key; nothing where the line itself shows it. */
async function carriedOut(
  action: Exclude<KeyAction, "quit" | "interrupt">,
  { clock, live }: Hand,
): Promise<string | undefined> {
  switch (action) {
    case "pause":
      clock.speed = clock.speed === 0 ? 1 : 0;
      return undefined;
    case "faster":
    case "slower":
      clock.speed = nextSpeed(clock.speed, action);
      return undefined;
    default: {
      const before = clock.now();
      const at = await live.goAhead(action);
      return at === undefined
        ? "nothing happens in the next 10m"
        : `${shortDuration(tenths(clock.now() - before))} ahead, ${at}`;
    }
  }
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds / 100) * 100;
}

/** The last line of the terminal. */
class Line {
  readonly #sandbox: Hand;
  readonly #io: Io;
  #shown = "";
  #busy = false;

  constructor(sandbox: Hand, io: Io) {
    this.#sandbox = sandbox;
    this.#io = io;
  }

  async show(): Promise<void> {
    if (this.#busy) return;
    const text = statusLine(viewOf(this.#sandbox), this.#io);
    if (text === this.#shown) return;
    this.#shown = text;
    await this.#io.err.write(`${CLEAR}${text}`);
  }

  /** What the work has to tell goes above the line. */
  async during(work: () => Promise<string | undefined>): Promise<void> {
    this.#busy = true;
    const told = await work();
    this.#busy = false;
    if (told !== undefined) {
      await this.#io.err.write(`${CLEAR}${plain(told)}\n`);
      this.#shown = "";
    }
    await this.show();
  }

  async clear(): Promise<void> {
    this.#busy = true;
    await this.#io.err.write(CLEAR);
  }
}

function viewOf({ clock, live }: Hand): SandboxView {
  const { store, rules } = live.cluster;
  const pods = new Map<string, number>();
  for (const pod of store.list("pods")) {
    const { status } = podColumns(pod as Pod, rules.printer);
    pods.set(status, (pods.get(status) ?? 0) + 1);
  }
  return { speed: clock.speed, pods };
}
