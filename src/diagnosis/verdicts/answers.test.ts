import { describe, expect, test } from "vitest";

import { type LoginFacts, type RegistryWord, rulesOf, type Snapshot, type Verdict } from "../../kinds/index.ts";
import { diagnose } from "./diagnose.ts";

const IMAGE = "registry.example/shop/api:1.4";
const NOT_FOUND = `rpc error: code = NotFound desc = failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
const REFUSED = `failed to resolve reference "${IMAGE}": pulling from host registry.example failed with status code [manifests 1.4]: 401 Unauthorized`;
const NO_HOST = `failed to do request: Head "https://registry.example/v2/shop/api/manifests/1.4": dial tcp: lookup registry.example: no such host`;

interface Seen {
  readonly message: string;
  /** Answers to nobody, and to the login of the secret. */
  readonly anonymous?: RegistryWord;
  readonly login?: RegistryWord;
  /** To the login of a second secret. */
  readonly second?: RegistryWord;
}

/** A failing pod with one secret, whose login is sent where an answer to it is given. */
function verdictOf({ message, anonymous, login, second }: Seen): Verdict | undefined {
  const pullSecrets = login === undefined ? [] : ["regcred"];
  const about = { namespace: "shop", pullSecrets, image: IMAGE, secret: "shop/regcred" };
  const sent: LoginFacts = { ...about, used: true, code: "CREDENTIALS_USED", sentence: "matches" };
  const snapshot: Snapshot = {
    origin: "cluster",
    pods: [
      {
        name: "web",
        namespace: "shop",
        pullSecrets,
        containers: [
          { kind: "container", name: "app", image: IMAGE, state: "waiting", reason: "ErrImagePull", message },
        ],
      },
    ],
    events: [],
    messages: [],
    secrets: [],
    notUnderstood: [],
    logins: [
      ...(login === undefined ? [] : [sent]),
      ...(second === undefined ? [] : [{ ...sent, secret: "shop/other" }]),
    ],
    registries: [
      ...(anonymous === undefined ? [] : [{ image: IMAGE, answer: anonymous, text: `anonymously: ${anonymous}` }]),
      ...(login === undefined
        ? []
        : [{ image: IMAGE, secret: "shop/regcred", answer: login, text: `login: ${login}` }]),
      ...(second === undefined
        ? []
        : [{ image: IMAGE, secret: "shop/other", answer: second, text: `second: ${second}` }]),
    ],
  };
  return diagnose(snapshot, { rules: rulesOf("1.35") })[0];
}

describe("diagnose() with what the registry answers", () => {
  test.each<[Seen, cause: string, confidence: Verdict["confidence"]]>([
    [{ message: NOT_FOUND, anonymous: "tag-not-found" }, "tag-not-found", "certain"],
    [{ message: NOT_FOUND, anonymous: "repository-not-found" }, "repository-not-found", "certain"],
    [{ message: NOT_FOUND, anonymous: "platform-missing" }, "platform-mismatch", "certain"],
    [{ message: NOT_FOUND, login: "tag-not-found" }, "tag-not-found", "certain"],
    [{ message: REFUSED, login: "login-refused" }, "auth-wrong-credentials", "certain"],
    [{ message: REFUSED, login: "login-expired" }, "auth-token-expired", "certain"],
    [{ message: REFUSED, login: "forbidden" }, "auth-insufficient-scope", "certain"],
    [{ message: REFUSED, login: "withheld" }, "registry-scan-blocked", "certain"],
    [{ message: REFUSED, login: "rate-limited" }, "authenticated-rate-limit", "certain"],
    [{ message: REFUSED, anonymous: "rate-limited" }, "anonymous-rate-limit", "certain"],
    [{ message: REFUSED, anonymous: "wants-login" }, "auth-missing", "certain"],
    // A public image that a stale login makes unpullable
    [{ message: REFUSED, anonymous: "found", login: "login-refused" }, "auth-wrong-credentials", "certain"],
  ])("diagnose() takes %j for %s", (seen, cause, confidence) => {
    const verdict = verdictOf(seen);
    expect(verdict).toMatchObject({ cause, confidence });
    expect(verdict?.evidence.map(({ origin }) => origin)).toContain("registry");
  });

  test("diagnose() leaves open only what the answer leaves open", () => {
    const others = verdictOf({ message: NOT_FOUND, anonymous: "tag-not-found" })?.alternatives.map(
      ({ cause }) => cause,
    );
    expect(others).not.toContain("repository-not-found");
    expect(others).toContain("image-retired");
  });

  test("diagnose() does not explain what befell the node on its way by what the registry tells others", () => {
    expect(verdictOf({ message: NO_HOST, anonymous: "tag-not-found" })?.cause).toBe("dns-nxdomain");
  });

  test("diagnose() calls nothing missing where the registry has it", () => {
    expect(verdictOf({ message: NOT_FOUND, anonymous: "found" })?.confidence).not.toBe("certain");
  });

  test("of several logins the one that comes furthest counts, not the one that is refused first", () => {
    const found = verdictOf({ message: REFUSED, login: "login-refused", second: "tag-not-found" });
    expect(found).toMatchObject({ cause: "tag-not-found", confidence: "certain" });
    expect(verdictOf({ message: REFUSED, login: "login-refused", second: "login-refused" })?.cause).toBe(
      "auth-wrong-credentials",
    );
  });

  test("diagnose() shows that an image is public though its login is refused", () => {
    const evidence = verdictOf({ message: REFUSED, anonymous: "found", login: "login-refused" })?.evidence ?? [];
    expect(evidence.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["login: login-refused", "anonymously: found"]),
    );
  });
});
