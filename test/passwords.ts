import fc from "fast-check";
import { expect } from "vitest";

import { cli, type CliRun } from "./cli.ts";

/** Long enough not to stand anywhere by chance; with what needs quoting in YAML, JSON and shells. */
export const passwords: fc.Arbitrary<string> = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z0-9]{12}$/),
    fc.constantFrom("", "!", "%", "$", ":", "@", "/", "'", '"', "\\", " ", "ß"),
  )
  .map(([word, sign]) => `${word}${sign}${word}`);

/** What must not be seen of a password: itself, and how secrets and headers carry it. */
function shapesOf(password: string): string[] {
  const base64 = (text: string): string => Buffer.from(text).toString("base64").replace(/=+$/, "");
  return [
    password,
    password.slice(0, 12),
    encodeURIComponent(password),
    base64(password),
    base64(`puller:${password}`),
  ];
}

export function expectNothingOf(password: string, runs: readonly CliRun[]): void {
  for (const { out, err } of runs) {
    for (const shape of shapesOf(password)) expect(out + err).not.toContain(shape);
  }
}

/** Each line, with all that can be said. */
export async function all(argvs: readonly (readonly string[])[], stdin?: string): Promise<CliRun[]> {
  const runs: CliRun[] = [];
  for (const argv of argvs) runs.push(await cli([...argv, "--verbose"], stdin === undefined ? {} : { stdin }));
  return runs;
}
