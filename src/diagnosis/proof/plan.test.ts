import { describe, expect, test } from "vitest";

import { findCause } from "../causes/index.ts";
import type { Weighed } from "../verdicts/index.ts";
import { doneKey, nextSteps } from "./plan.ts";
import { PROBES, type ProbeId } from "./probes.data.ts";

type Fields = Partial<Weighed["finding"]> & {
  readonly pullSecrets?: readonly string[];
  readonly found?: boolean;
};

function weighed({ pullSecrets = [], found, ...finding }: Fields): Weighed {
  const image = "registry.example/shop/web:1";
  const answer = { image, answer: found === true ? "found" : "not-found", text: "" } as const;
  return {
    subject: { pod: { name: "web", namespace: "shop", pullSecrets, containers: [] }, image, said: [], events: [] },
    finding: { causes: [], confidence: "likely", places: {}, evidence: [], ...finding },
    answers: { asKubelet: found === undefined ? [] : [answer], others: [], mirrors: [], elsewhere: [], unreached: [] },
  };
}

function probes(each: Weighed, ...made: readonly ProbeId[]): readonly ProbeId[] {
  return nextSteps([each], new Set(made.map((probe) => doneKey(probe, each)))).map(({ probe }) => probe);
}

describe("nextSteps()", () => {
  test("asks for secrets before it asks a registry, and for none where the pod names none", () => {
    const causes = ["auth-missing", "repository-not-found"];
    expect(probes(weighed({ causes, pullSecrets: ["regcred"] }))).toEqual(["secrets", "accounts", "nodes"]);
    expect(probes(weighed({ causes, pullSecrets: ["regcred"] }), "secrets", "accounts", "nodes")).toEqual(["manifest"]);
    expect(probes(weighed({ causes }))).toContain("manifest");
  });

  test("asks nothing that tells nothing apart", () => {
    expect(probes(weighed({ causes: ["disk-full", "inode-exhausted"] }), "nodes")).toEqual([]);
    expect(probes(weighed({ causes: ["invalid-image-name"], confidence: "certain" }))).toEqual([]);
    expect(probes(weighed({ causes: [] }))).toEqual([]);
  });

  test("stops as soon as the cause is proven, but for what the fix needs", () => {
    const proven = weighed({ causes: ["auth-insufficient-scope", "repository-not-found"], confidence: "certain" });
    expect(probes(proven)).toEqual([]);
    const missing = weighed({ causes: ["repository-not-found"], confidence: "certain", found: false });
    expect(probes(missing, "manifest", "nodes")).toEqual(["repositories"]);
  });

  test("looks into an image only where the registry has it", () => {
    const causes = ["tag-not-found", "registry-blob-missing"];
    expect(probes(weighed({ causes, found: true }), "manifest", "nodes")).toEqual(["platform"]);
    expect(probes(weighed({ causes, found: true }), "manifest", "nodes", "platform")).toEqual(["blobs"]);
    expect(probes(weighed({ causes, found: false }), "manifest", "nodes")).toEqual([]);
  });
});

test("PROBES name families and causes that there are, and come after probes that stand before them", () => {
  const families = new Set([
    "reference",
    "auth",
    "policy",
    "rate",
    "network",
    "tls",
    "platform",
    "registry",
    "content",
    "node",
  ]);
  for (const { splits, completes = [] } of PROBES) {
    const unknown = [...splits, ...completes].filter((name) => !families.has(name) && findCause(name) === undefined);
    expect(unknown).toEqual([]);
  }
  const order = PROBES.map(({ id }) => id);
  for (const { id, after = [] } of PROBES) {
    for (const before of after) expect(order.indexOf(before)).toBeLessThan(order.indexOf(id));
  }
});
