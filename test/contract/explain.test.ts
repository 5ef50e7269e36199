import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { builtProgram } from "../built.ts";
import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

describe.each<KubectlMinor>(["1.31", "1.36"])("kubectl %s explain", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  let sandbox: TestSandbox;

  beforeAll(async () => {
    // The sentences are put into the package by the build.
    builtProgram();
    if (!isMissing) sandbox = await startTestSandbox(minor, { world: "playground", actions: [] });
  });
  afterAll(() => sandbox?.stop());

  test.skipIf(isMissing)("says what a field is for", async () => {
    const { stdout } = await sandbox.run("explain pod.spec.containers.imagePullPolicy");
    expect(stdout).toMatch(/^KIND: +Pod\nVERSION: +v1\n\nFIELD: imagePullPolicy <string>\nENUM:\n +Always\n/);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "Image pull policy. One of Always, Never, IfNotPresent. Defaults to Always if :latest tag is specified, or IfNotPresent otherwise.",
    );
  });

  test.skipIf(isMissing)("says what a field is for whose value has fields", async () => {
    const { stdout } = await sandbox.run("explain deployment.spec.strategy");
    expect(stdout).toContain("Rolling update config params. Present only if DeploymentStrategyType");
    expect(stdout).not.toContain("<no description>");
  });

  test.skipIf(isMissing)("goes down to the last field", async () => {
    const { stdout } = await sandbox.run("explain pod --recursive");
    expect(stdout).toMatch(
      /^ {2}spec\t<PodSpec>[^]*^ {4}containers\t<\[\]Container> -required-[^]*^ {6}image\t<string>$/m,
    );
  });

  test.skipIf(isMissing)("reads the older version of OpenAPI too", async () => {
    const { stdout } = await sandbox.run("explain pod.spec.containers --output=plaintext-openapiv2");
    expect(stdout).toMatch(/^KIND: +Pod\nVERSION: +v1\n\nRESOURCE: containers <\[\]Object>\n/);
    expect(stdout).toMatch(/^ {3}imagePullPolicy\t<string>\n +Image pull policy\./m);
    const json = await sandbox.run("get --raw /openapi/v2");
    const { definitions } = JSON.parse(json.stdout) as { definitions: Record<string, { required?: unknown }> };
    expect(definitions["io.k8s.api.core.v1.PodSpec"]?.required).toEqual(["containers"]);
  });

  test.skipIf(isMissing)("knows what the definition of a custom resource says", async () => {
    const schema = {
      type: "object",
      description: "A widget that turns.",
      properties: {
        spec: { type: "object", properties: { speed: { type: "integer", description: "Turns a minute." } } },
      },
    };
    const definition = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "widgets.turn.example" },
      spec: {
        group: "turn.example",
        scope: "Namespaced",
        names: { plural: "widgets", kind: "Widget" },
        versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    };
    await sandbox.run("apply -f -", { stdin: JSON.stringify(definition) });
    expect((await sandbox.run("explain widget")).stdout).toContain("A widget that turns.");
    expect((await sandbox.run("explain widget.spec.speed")).stdout).toContain("Turns a minute.");
  });
});
