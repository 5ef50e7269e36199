import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { ManualClock, ok } from "../../base/index.ts";
import { type KubeletConfiguration, type Rules, rulesOf, type VerificationPolicy } from "../../kinds/index.ts";
import type { ImagePullCredentials } from "./contract.ts";
import { PullLedger } from "./pull-ledger.ts";
import { PullRecordFiles } from "./pull-record-files.ts";
import { mergeCredentials } from "./record-merge.ts";
import { verificationPolicy } from "./verification-policy.ts";

interface Secret {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly hash: string;
}

type Account = Omit<Secret, "hash">;

/** Credentials as upstream's tables write them. */
interface Written {
  readonly node_pods_accessible?: true;
  readonly secrets?: readonly Secret[];
  readonly service_accounts?: readonly Account[];
}

type WrittenMapping = Readonly<Record<string, Written>>;

interface Upstream {
  readonly records_on_disk: Readonly<Record<string, WrittenMapping>>;
  readonly must_attempt_pull: readonly Question[];
  readonly merge: {
    readonly original: WrittenMapping;
    readonly cases: readonly {
      readonly name: string;
      readonly image: string;
      readonly add: Written | null;
      readonly changed: boolean;
      readonly result: Written | "as given";
    }[];
  };
  readonly allowlist: {
    readonly image: string;
    readonly cases: readonly {
      readonly name: string;
      readonly allowlist: readonly string[];
      readonly needs_verification: boolean;
    }[];
    readonly invalid_patterns: readonly string[];
  };
}

interface Question {
  readonly name: string;
  readonly image: string;
  readonly image_ref: string;
  readonly policy: VerificationPolicy;
  readonly must_pull: boolean;
  readonly asks_pod_credentials: boolean;
  readonly cache_write: boolean;
  readonly pod_secrets?: readonly Secret[];
  readonly pod_service_account?: Account;
  readonly records: readonly string[];
  readonly intents?: readonly string[];
  readonly record_after?: WrittenMapping;
}

const upstream = readUpstream("pull_manager") as Upstream;
const RULES = rulesOf("1.35");

function secretsOf(secrets: readonly Secret[]) {
  return secrets.map(({ hash, ...coordinates }) => ({ ...coordinates, credentialHash: hash }));
}

function credentialsOf({
  node_pods_accessible: open,
  secrets,
  service_accounts: accounts,
}: Written): ImagePullCredentials {
  return {
    ...(open && { nodePodsAccessible: open }),
    ...(secrets && { kubernetesSecrets: secretsOf(secrets) }),
    ...(accounts && { kubernetesServiceAccounts: accounts }),
  };
}

function mappingOf(mapping: WrittenMapping): Readonly<Record<string, ImagePullCredentials>> {
  return Object.fromEntries(Object.entries(mapping).map(([name, written]) => [name, credentialsOf(written)]));
}

function configuration(policy: VerificationPolicy, list: readonly string[] = []): KubeletConfiguration {
  return {
    serializeImagePulls: true,
    registryPullQPS: 5,
    registryBurst: 10,
    imagePullCredentialsVerificationPolicy: policy,
    preloadedImagesVerificationAllowlist: list,
  };
}

function ledgerWith(policy: VerificationPolicy, rules: Rules = RULES) {
  const files = new PullRecordFiles();
  const needsVerification = verificationPolicy(rules, configuration(policy));
  if (!needsVerification.ok) throw new Error(needsVerification.fault);
  const clock = new ManualClock();
  return { files, clock, ledger: new PullLedger({ rules, files, clock, needsVerification: needsVerification.value }) };
}

describe("PullLedger.mustPull() answers as upstream's tests ask", () => {
  // An absent image never comes as far as the ledger.
  test.each(upstream.must_attempt_pull.filter(({ image_ref: ref }) => ref !== ""))("$name", (question) => {
    const { ledger, files } = ledgerWith(question.policy);
    for (const imageRef of question.records) {
      files.write({ imageRef, credentialMapping: mappingOf(upstream.records_on_disk[imageRef] ?? {}) }, 0);
    }
    for (const image of question.intents ?? []) files.writeIntent(image);
    const before = files.find(question.image_ref);
    let asked = false;

    const answer = ledger.mustPull(question.image, question.image_ref, () => {
      asked = true;
      return ok({ secrets: secretsOf(question.pod_secrets ?? []), serviceAccount: question.pod_service_account });
    });

    expect(answer).toEqual(ok(question.must_pull));
    expect(asked).toBe(question.asks_pod_credentials);
    const after = files.find(question.image_ref);
    expect(after !== before).toBe(question.cache_write);
    expect(after?.credentialMapping).toEqual(
      question.record_after === undefined ? before?.credentialMapping : mappingOf(question.record_after),
    );
  });
});

describe("mergeCredentials() answers as upstream's tests ask", () => {
  test.each(upstream.merge.cases.filter(({ add }) => add !== null))("$name", ({ image, add, changed, result }) => {
    const known = mappingOf(upstream.merge.original)[image];
    const added = credentialsOf(add ?? {});

    const merged = mergeCredentials(known, added);

    expect(merged !== undefined).toBe(changed);
    expect(merged ?? known).toEqual(result === "as given" ? added : credentialsOf(result));
  });
});

describe("verificationPolicy() reads an allow list as upstream's tests ask", () => {
  const { image, cases, invalid_patterns: invalid } = upstream.allowlist;

  test.each(cases)("$name", ({ allowlist, needs_verification: needs }) => {
    const policy = verificationPolicy(RULES, configuration("NeverVerifyAllowlistedImages", allowlist));

    expect(policy.ok && [policy.value(image, false), policy.value(image, true)]).toEqual([needs, needs]);
  });

  test.each(invalid)("refuses %j", (pattern) => {
    const list = ["test.io/test/good", pattern];

    expect(verificationPolicy(RULES, configuration("NeverVerifyAllowlistedImages", list)).ok).toBe(false);
    expect(verificationPolicy(RULES, configuration("AlwaysVerify", list)).ok).toBe(true);
  });
});

describe("PullLedger keeps intents", () => {
  test("until the last of several pulls has ended", () => {
    const { ledger, files } = ledgerWith("NeverVerifyPreloadedImages");
    ledger.recordIntent("nginx");
    ledger.recordIntent("nginx");

    ledger.dropIntent("nginx");
    expect(files.intents()).toEqual(["nginx"]);
    ledger.recordPulled("nginx", "sha256:1", { nodePodsAccessible: true });
    expect(files.intents()).toEqual([]);
  });

  test("of a process that was killed: the image that is there by now has a record that admits nobody", () => {
    const killed = ledgerWith("NeverVerifyPreloadedImages");
    killed.ledger.recordIntent("docker.io/library/nginx:1.27");
    killed.ledger.recordIntent("docker.io/library/absent:1");
    const { files } = killed;
    const needsVerification = (_image: string, pulledByKubelet: boolean): boolean => pulledByKubelet;
    const next = new PullLedger({ rules: RULES, files, clock: killed.clock, needsVerification });

    next.adopt([{ id: "sha256:1", names: ["docker.io/library/nginx:1.27"] }]);

    expect(files.intents()).toEqual(["docker.io/library/absent:1"]);
    expect(files.pulled()).toEqual([{ imageRef: "sha256:1", credentialMapping: {} }]);
    expect(
      next.mustPull("docker.io/library/nginx:1.27", "sha256:1", () => ok({ secrets: [], serviceAccount: undefined })),
    ).toEqual(ok(true));
  });
});

test("PullLedger.prune() spares records that were written since", async () => {
  const { ledger, files, clock } = ledgerWith("NeverVerifyPreloadedImages");
  const pull = (image: string): void => {
    ledger.recordIntent(image);
    ledger.recordPulled(image, `sha256:${image}`, { nodePodsAccessible: true });
  };
  pull("gone");
  pull("kept");
  await clock.runUntil(5_000);
  pull("new");

  ledger.prune(["sha256:kept"]);

  expect(files.pulled().map(({ imageRef }) => imageRef)).toEqual(["sha256:kept", "sha256:new"]);
});
