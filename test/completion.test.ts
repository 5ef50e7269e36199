import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { expect, test } from "vitest";

import { builtProgram } from "./built.ts";

const program = builtProgram();
const folder = mkdtempSync(join(tmpdir(), "pullwhy-completion-"));
writeFileSync(join(folder, "pullwhy"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
chmodSync(join(folder, "pullwhy"), 0o755);

function isInstalled(shell: string): boolean {
  return spawnSync(shell, ["-c", "true"]).status === 0;
}

function inShell(shell: string, script: string): string {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
  const { stdout, stderr } = spawnSync(shell, ["-c", script], { encoding: "utf8", env, cwd: folder });
  expect(stderr).toBe("");
  return stdout.trim();
}

test.skipIf(!isInstalled("bash"))("completion in bash offers worlds, and minors also behind `=`", () => {
  const load = "source <(pullwhy completion bash); source <(pullwhy completion bash)";
  const ask = (words: string, at: number): string =>
    inShell("bash", `${load}; COMP_WORDS=(${words}); COMP_CWORD=${at}; _pullwhy 2>&1; echo "\${COMPREPLY[@]}"`);
  expect(ask("pullwhy trace wrong-t", 2)).toBe("wrong-tag");
  expect(ask("pullwhy trace --kubelet = 1.36", 4)).toBe("1.36");
  expect(ask("pullwhy wor", 1)).toBe("worlds");
  expect(ask("pullwhy trace -f ''", 3)).toBe("");
});

test.skipIf(!isInstalled("zsh"))("completion in zsh offers worlds", () => {
  const stub = "compdef() { :; }; _files() { :; }; _describe() { print -l -- ${(P)2}; }";
  const ask = `${stub}; source <(pullwhy completion zsh); words=(pullwhy trace wrong-t); CURRENT=3; _pullwhy`;
  expect(inShell("zsh", ask)).toBe("wrong-tag");
});

test.skipIf(!isInstalled("fish"))("completion in fish offers worlds, and minors behind `=`", () => {
  const ask = (line: string): string => inShell("fish", `pullwhy completion fish | source; complete -C '${line}'`);
  expect(ask("pullwhy trace wrong-t")).toBe("wrong-tag");
  expect(ask("pullwhy trace --kubelet=1.36")).toBe("--kubelet=1.36");
});

test.skipIf(!isInstalled("bash"))("completion in bash offers ways to practise, and what they are about", () => {
  const ask = (words: string, at: number): string =>
    inShell(
      "bash",
      `source <(pullwhy completion bash); COMP_WORDS=(${words}); COMP_CWORD=${at}; _pullwhy 2>&1; echo "\${COMPREPLY[@]}"`,
    );
  expect(ask("pullwhy learn pre", 2)).toBe("predict");
  expect(ask("pullwhy learn step wrong-t", 3)).toBe("wrong-tag");
  expect(ask("pullwhy learn fix tls", 3)).toBe("tls-unknown-ca");
  expect(ask("pullwhy learn review --skill C", 4)).toBe("CAU CRD");
});
