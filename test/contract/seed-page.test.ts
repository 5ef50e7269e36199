import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../conformance/vectors.ts";
import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox } from "./test-sandbox.ts";

/** The same story on a real cluster: a repository that Docker Hub does not have. */
const STORY = join(import.meta.dirname, "../../conformance/recordings/v1.33.13/h-hub-repository/kubectl.jsonl.gz");

interface Recorded {
  readonly moment: string;
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const recorded = readJsonLines(STORY) as Recorded[];

function shownThen(moment: string, command: string): Recorded {
  const found = recorded.find((each) => each.moment === moment && each.argv.slice(2).join(" ") === command);
  if (found === undefined) throw new Error(`Nothing was recorded of ${command} at ${moment}`);
  return found;
}

/**
 * Names, addresses, instants and ages apart, and the order of events of one second; and what a kubectl of another minor
 * words otherwise: 1.30 to 1.31 `ConfigMapOptional: <nil>` (as in the recordings of 1.30), 1.35 and newer a field path.
 */
function comparable(text: string): string {
  return text
    .replaceAll(/shop-h-hub-repository/g, "default")
    .replaceAll(/nginxx:1\.27/g, "myimage:latest")
    .replaceAll(/\bapp=web\b|\brun=mypod\b/g, "LABEL")
    .replaceAll(/(?<![\w-])(?:web|main)(?![\w-])/g, "mypod")
    .replaceAll(/10\.(?:77|244|0)\.\d+\.\d+/g, "ADDRESS")
    .replaceAll(/kube-api-access-\w{5}/g, "kube-api-access-XXXXX")
    .replaceAll(/Start Time:.*/g, "Start Time: T")
    .replaceAll(/ConfigMapOptional: +<nil>/g, "Optional:  false")
    .replaceAll(/spec\.containers\{mypod\}: /g, "")
    .replaceAll(/\b(?:\d+m)?\d+s(?: \(x\d+ over (?:\d+m)?\d+s\))?/g, "AGE")
    .replaceAll(/-{2,}/g, "--")
    .split("\n")
    .map((line) => line.trim().replaceAll(/ {2,}/g, "  "))
    .reduce(...sortedEvents())
    .join("\n");
}

function sortedEvents(): [(lines: string[], line: string) => string[], string[]] {
  return [
    (lines, line) => {
      const isEvent = /^(?:Normal|Warning) {2}/.test(line);
      const before = isEvent ? lines.findIndex((other) => /^(?:Normal|Warning) {2}/.test(other) && other > line) : -1;
      return before === -1 ? [...lines, line] : lines.toSpliced(before, 0, line);
    },
    [],
  ];
}

describe.each<KubectlMinor>(["1.31", "1.33", "1.36"])("the commands of the page, with kubectl %s", (minor) => {
  test.skipIf(kubectlPath(minor) === undefined)(
    "describe, get, logs and delete show what a real cluster showed",
    async () => {
      const sandbox = await startTestSandbox(minor, {
        world: "playground",
        kubelet: "1.33",
        runtime: "containerd-1.6",
      });

      try {
        expect((await sandbox.run("run mypod --image=myimage:latest")).stdout).toBe("pod/mypod created\n");
        for (const moment of ["ErrImagePull", "ImagePullBackOff"]) {
          await sandbox.until("mypod", moment);
          for (const [typed, then] of [
            ["describe pod mypod", "describe pod web"],
            ["get pods", "get pods"],
            ["logs mypod", "logs web"],
          ] as const) {
            const { stdout, stderr, exitCode } = await sandbox.run(typed);
            const real = shownThen(moment, then);
            expect([typed, exitCode, comparable(stdout), comparable(stderr)]).toEqual([
              typed,
              real.code,
              comparable(real.stdout),
              comparable(real.stderr),
            ]);
          }
        }
        const deleted = await sandbox.run("delete pod mypod");
        expect(deleted).toMatchObject({ stderr: "", exitCode: 0 });
        expect(deleted.stdout).toMatch(/^pod "mypod" deleted(?: from default namespace)?\n$/);
        expect(await sandbox.run("get pods")).toMatchObject({ stderr: "No resources found in default namespace.\n" });
      } finally {
        await sandbox.stop();
      }
    },
  );
});
