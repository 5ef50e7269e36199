import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A program that answers each line with a line. */
export function startWorker(command, args) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ended before it answered ${JSON.stringify(question)}`);
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}
