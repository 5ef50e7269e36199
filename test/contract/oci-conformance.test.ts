import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, expect, test } from "vitest";

import type { RegistryAuth } from "../../src/kinds/index.ts";
import { goTool } from "./go-tool.ts";
import { serveRegistry } from "./serve-registry.ts";

// The conformance program of the OCI distribution spec, against the sandbox's registry on loopback.
const { path, missing } = goTool("tools/oci-conformance", "github.com/opencontainers/distribution-spec/conformance");
const without = missing === undefined ? "" : ` (not run: ${missing})`;

const results = mkdtempSync(join(tmpdir(), "pullwhy-oci-"));
afterAll(() => rmSync(results, { recursive: true, force: true }));

const LOGIN = { OCI_USERNAME: "ci", OCI_PASSWORD: "right" };
/** Manifests whose content is not there: the spec lets registries refuse them, and this one does. */
const REFUSED = ["Sparse Manifests"];

test.skipIf(path === undefined).each<RegistryAuth["kind"]>(["none", "basic", "token"])(
  `the OCI conformance program passes with auth %s${without}`,
  async (kind) => {
    const report = await conformance(kind);

    expect(report.failures).toEqual([]);
    expect(report.disabled).toEqual(REFUSED);
    expect(report.result).toBe("Pass");
    expect(report.passed).toBeGreaterThan(300);
  },
);

async function conformance(kind: RegistryAuth["kind"]): Promise<Report> {
  const { host, close } = await serveRegistry(kind);
  const child = spawn(path ?? "", [], {
    cwd: results,
    env: {
      ...(kind === "none" ? {} : LOGIN),
      // `dev` asks for all of 1.1 and for what is to come: tags with a digest, cancelled uploads, digest headers.
      OCI_VERSION: "dev",
      OCI_REGISTRY: host,
      OCI_TLS: "disabled",
      OCI_RESULTS_DIR: join(results, kind),
    },
  });
  const [out] = await Promise.all([text(child.stdout), text(child.stderr)]);
  close();
  return readReport(out);
}

interface Report {
  readonly result: string | undefined;
  readonly passed: number;
  /** Lines of tests that failed or were skipped, with the reasons below them. */
  readonly failures: readonly string[];
  /** Names of what was not asked for. */
  readonly disabled: readonly string[];
}

function readReport(out: string): Report {
  const lines = out.split("\n");
  const tests = lines.filter((line) => /^ *OCI Conformance Test/.test(line) || /^ *- /.test(line));
  return {
    result: /^OCI Conformance Result: (.+)$/m.exec(out)?.[1],
    passed: tests.filter((line) => line.endsWith(": Pass")).length,
    failures: tests.filter((line) => !line.endsWith(": Pass")),
    disabled: lines.flatMap((line) => /^ {2}(.+?)\.+: +Disabled$/.exec(line)?.[1] ?? []),
  };
}
