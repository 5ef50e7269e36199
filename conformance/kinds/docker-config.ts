import { decodePullSecret, goString, type KeyringEntry } from "../../src/credentials/index.ts";
import { rulesOf, type Minor } from "../../src/kinds/index.ts";
import { goTextAnswer } from "./go-text.ts";
import { secretObject, type VectorSecret } from "./secrets.ts";

export function answerDockerConfig(input: VectorSecret, minor: Minor): unknown {
  const decoded = decodePullSecret(secretObject(input), rulesOf(minor).credentials);
  if (decoded.kind === "undecodable") return { ok: false, error: decoded.fault.message };
  if (decoded.kind === "ignored") return { ok: true, used: false, entries: [], index: [] };
  const entries = decoded.entries.toSorted((one, other) =>
    Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)),
  );
  const lookupKeys = new Set(entries.flatMap(({ lookupKey }) => lookupKey ?? []));
  const index = [...lookupKeys].sort().reverse();
  return { ok: true, used: true, entries: entries.map(entryAnswer), index: index.map(keyAnswer) };
}

function entryAnswer({ key, lookupKey, credential }: KeyringEntry): unknown {
  return {
    key,
    lookupKey: lookupKey === undefined ? null : keyAnswer(lookupKey),
    username: goTextAnswer(credential.username),
    password: goTextAnswer(credential.password.reveal()),
    email: credential.email,
  };
}

function keyAnswer(lookupKey: string): unknown {
  return goTextAnswer(goString(lookupKey));
}
