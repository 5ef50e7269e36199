import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { beforeEach, describe, expect, onTestFinished, test } from "vitest";

import { readAttempts } from "../../src/lessons/index.ts";
import { builtProgram } from "../built.ts";

const program = builtProgram();
/** Gives a program a terminal (util-linux). */
const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;
const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
const INTERRUPT = "\u0003";
const END = "\u0004";

let data = "";

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "pullwhy-terminal-"));
});

function kept(): readonly string[] {
  const file = join(data, "pullwhy/attempts.jsonl");
  if (!existsSync(file)) return [];
  const { attempts, unread } = readAttempts(readFileSync(file, "utf8"));
  expect(unread).toEqual([]);
  return attempts.map(({ question, right }) => `${question.split("/").slice(0, 2).join("/")} ${right}`);
}

interface Session {
  /** Waits until this is on the screen behind what was waited for before. */
  readonly shown: (wanted: string) => Promise<void>;
  readonly type: (text: string) => void;
  readonly ended: () => Promise<number>;
  readonly screen: () => string;
}

/** `pullwhy learn …` on a terminal of its own. */
function onTerminal(command: string): Session {
  const env = { ...process.env, XDG_DATA_HOME: data, TERM: "xterm", LANG: "C.UTF-8", NO_COLOR: "1" };
  const child = spawn("script", ["-qefc", `"${process.execPath}" "${program}" learn ${command}`, "/dev/null"], { env });
  const exited = once(child, "exit");
  onTestFinished(() => void child.kill());
  let screen = "";
  let seen = 0;
  child.stdout.on("data", (bytes: Buffer) => (screen += bytes.toString()));
  return {
    screen: () => screen,
    type: (text) => child.stdin.write(text),
    ended: async () => ((await exited) as [number])[0],
    shown: async (wanted) => {
      // The others load the machine.
      for (let tries = 0; tries < 250 && !screen.slice(seen).includes(wanted); tries += 1) await setTimeout(100);
      expect(screen.slice(seen)).toContain(wanted);
      seen = screen.indexOf(wanted, seen) + wanted.length;
    },
  };
}

describe.skipIf(!hasScript)("pullwhy learn on a terminal", () => {
  test("asks again what makes no sense, gives a hint, and ends with what came of it", async () => {
    const { shown, type, ended, screen } = onTerminal("predict wrong-tag --count 2");
    await shown("1 of 2");
    await shown("> ");
    type("nonsense\n");
    await shown("Type one of A, B, C");
    type("?\n");
    await shown("Each look publishes first");
    type("b!\n");
    await shown("2 of 2");
    await shown("> ");
    type("a?\n");
    await shown("1 of 2 right");
    expect(await ended()).toBe(1);
    expect(kept()).toEqual(["Q27/wrong-tag true", "Q27/wrong-tag false"]);
    // oxlint-disable-next-line no-control-regex -- escape codes are what must not be there
    expect(screen()).not.toMatch(/\u001B/);
  });

  test("Ctrl-C leaves at once, and what was answered before is kept", async () => {
    const { shown, type, ended } = onTerminal("predict wrong-tag");
    await shown("1 of 10");
    await shown("> ");
    type("b\n");
    await shown("2 of 10");
    await shown("> ");
    type(INTERRUPT);
    expect(await ended()).toBe(130);
    expect(kept()).toEqual(["Q27/wrong-tag true"]);
  });

  test("Ctrl-D ends it with what was answered", async () => {
    const { shown, type, ended } = onTerminal("why wrong-tag p3.f --count 2");
    await shown("> ");
    type(END);
    await shown("0 of 2 right, 2 not answered");
    expect(await ended()).toBe(1);
  });

  test("a broken world is repaired at a prompt that tells the time", async () => {
    const { shown, type, ended } = onTerminal("fix wrong-tag");
    await shown("60.0 s $ ");
    type("k get pods\n");
    await shown("web    0/1     ErrImagePull");
    await shown("60.0 s $ ");
    type("\n");
    await shown("60.0 s $ ");
    type("kubectl set image pod/web app=registry.example/shop/web:1.4.2\n");
    await shown("65.0 s $ ");
    type("check\n");
    await shown("Repaired: ");
    expect(await ended()).toBe(0);
    expect(kept()).toEqual(["FIX/wrong-tag true"]);
  });
});

test("A-27 several programs at once keep all of their answers, each on a line of its own", async () => {
  const PROGRAMS = 5;
  const EACH = 300;
  const env = { ...process.env, XDG_DATA_HOME: data };
  const codes = await Promise.all(
    Array.from({ length: PROGRAMS }, async (_, program_) => {
      const child = spawn(process.execPath, [program, "learn", "progress", "--import", "-"], {
        env,
        stdio: ["pipe", "ignore", "inherit"],
      });
      const exited = once(child, "exit");
      const attempt = {
        v: 1,
        question: `Q01/world-${program_}/1/1.35`,
        mode: "quiz",
        skill: "SYM",
        right: true,
        hints: 0,
      };
      child.stdin.end(Array.from({ length: EACH }, (_, at) => `${JSON.stringify({ ...attempt, at })}\n`).join(""));
      return ((await exited) as [number])[0];
    }),
  );
  expect(codes).toEqual(Array.from({ length: PROGRAMS }, () => 0));
  expect(new Set(kept()).size).toBe(PROGRAMS);
  expect(kept()).toHaveLength(PROGRAMS * EACH);
});

test.skipIf(!hasTmux)(
  "A-35 step --plain on a wide terminal has no escape code and no line over 80 columns",
  async () => {
    const socket = join(data, "tmux");
    const tmux = (...argv: readonly string[]): string =>
      spawnSync("tmux", ["-S", socket, ...argv], { encoding: "utf8" }).stdout;
    const command = `NO_COLOR=1 LANG=C.UTF-8 "${process.execPath}" "${program}" learn step wrong-tag --plain; echo THE END; sleep 60`;
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "400", command);
    onTestFinished(() => void tmux("kill-server"));
    let pane = "";
    for (let tries = 0; tries < 250 && !pane.includes("THE END"); tries += 1) {
      await setTimeout(100);
      pane = tmux("capture-pane", "-p", "-e");
    }
    const lines = pane.slice(0, pane.indexOf("THE END")).split("\n");
    expect(lines.length).toBeGreaterThan(10);
    // oxlint-disable-next-line no-control-regex -- escape codes are what must not be there
    expect(pane).not.toMatch(/\u001B/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  },
);
