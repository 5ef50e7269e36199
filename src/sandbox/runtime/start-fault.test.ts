import { expect, test } from "vitest";

import { readStory } from "../../../test/recordings/story.ts";
import { missingProgram, startFault } from "./start-fault.ts";

const ABSENT = "/no/such/program";

test.each(["v1.30.14", "v1.33.13", "v1.35.4"])("startFault() says what the containerd of %s said", (version) => {
  const { pods, runtime } = readStory(version, "zz-not-pulls");
  const ended = pods.flatMap(({ object: { metadata, status } }) => {
    const [container] = metadata.name === "nocommand" ? (status?.containerStatuses ?? []) : [];
    return container?.lastState.terminated ?? [];
  });
  const { end, error } = startFault(ABSENT, runtime, "containerd://1");

  expect(ended.length).toBeGreaterThan(3);
  for (const terminated of ended) expect(terminated).toMatchObject(end);
  expect(error.message).toBe(end.message);
});

/** As people have published them: https://github.com/storageos/cluster-operator/issues/141 and others of the kind. */
test.each([
  [
    "cri-o",
    "export",
    "container create failed: executable file `export` not found in $PATH: No such file or directory\n",
  ],
  ["cri-o", "/bin/sh", "container create failed: executable file `/bin/sh` not found: No such file or directory\n"],
  [
    "cri-dockerd",
    "python5",
    'failed to start container "1": Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "python5": executable file not found in $PATH: unknown',
  ],
] as const)("startFault() of %s for %s", (runtime, program, message) => {
  expect(startFault(program, runtime, "docker://1").error.message).toBe(message);
});

test("missingProgram() finds programs by path and by name, and everything where nothing is listed", () => {
  const image = { programs: ["/bin/sh"] };
  for (const command of [["/bin/sh", "-c", "true"], ["sh"], ["/app", "--port=80"], undefined]) {
    expect(missingProgram({ name: "c", ...(command && { command }) }, image)).toBeUndefined();
  }
  expect(missingProgram({ name: "c", command: ["bash"] }, image)).toBe("bash");
  expect(missingProgram({ name: "c", command: ["bash"] }, {})).toBeUndefined();
});
