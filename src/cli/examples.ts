import type { AddHelpTextContext, Command } from "commander";

/** For the end of a command's help: lines for a shell in which `pullwhy` stands for the program. A test runs each of them. */
export function examples(...lines: readonly string[]): (context: AddHelpTextContext) => string {
  return ({ command }) => {
    const program = rootOf(command).name();
    const called = lines.map((line) => `  ${line.replaceAll(/\bpullwhy\b/g, program)}\n`);
    return `\nExamples:\n${called.join("")}`;
  };
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}
