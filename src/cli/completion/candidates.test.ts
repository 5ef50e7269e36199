import { expect, test } from "vitest";

import { cli } from "../../../test/cli.ts";
import { MINORS, RUNTIMES } from "../../kinds/index.ts";
import { worldNames } from "../worlds/shipped.ts";

/** The lines that a shell gets for these words, the last one at the cursor. */
async function answerTo(...words: readonly string[]): Promise<string[]> {
  const { out } = await cli(["complete", "--", ...words]);
  return out.trimEnd().split("\n");
}

test("candidatesFor() offers every command of the help, with what it is for", async () => {
  const { out } = await cli(["--help"]);
  const commands = out.split("Commands:")[1]?.match(/^ {2}[a-z]+/gm) ?? [];
  const lines = await answerTo("");
  expect(commands.length).toBeGreaterThan(5);
  expect(lines.map((line) => `  ${line.split("\t")[0]}`)).toEqual([...commands, "  :4"]);
  expect(lines).toContain("worlds\tthe world files that ship");
});

test.each([
  [
    ["trace", ""],
    [...worldNames(), ":0"],
  ],
  [
    ["trace", "wrong-t"],
    ["wrong-tag", ":0"],
  ],
  [["trace", "wrong-tag", ""], [":4"]],
  [
    ["trace", "--kubelet", ""],
    [...MINORS, ":4"],
  ],
  [
    ["trace", "--kubelet", "1.36"],
    ["1.36", ":4"],
  ],
  [
    ["trace", "--kubelet=1.36"],
    ["--kubelet=1.36", ":4"],
  ],
  [
    ["trace", "--kubelet", "=", "1.36"],
    ["1.36", ":4"],
  ],
  [
    ["trace", "--kubelet", "="],
    [...MINORS, ":4"],
  ],
  [
    ["trace", "--runtime", ""],
    [...RUNTIMES, ":4"],
  ],
  [
    ["trace", "-o", ""],
    ["text", "wide", "json", "jsonl", "yaml", "md", ":4"],
  ],
  [
    ["trace", "-o", "json", "wrong-t"],
    ["wrong-tag", ":0"],
  ],
  [
    ["--no-color", "trace", "wrong-t"],
    ["wrong-tag", ":0"],
  ],
  [["trace", "-f", ""], [":0"]],
  [["trace", "--seed", ""], [":4"]],
  [
    ["worlds", "-o", "n"],
    ["name", ":4"],
  ],
  [["credentials", ""], [":4"]],
  [
    ["completion", ""],
    ["bash", "zsh", "fish", ":4"],
  ],
  [["nonsense", ""], [":4"]],
])("candidatesFor() answers %j", async (words, lines) => {
  expect(await answerTo(...words)).toEqual(lines);
});

test("candidatesFor() offers flags of the command and of all commands", async () => {
  const flags = (await answerTo("trace", "--")).map((line) => line.split("\t")[0]);
  expect(flags).toEqual(expect.arrayContaining(["--filename", "--registry-answer", "--why", "--help", "--no-color"]));
});
