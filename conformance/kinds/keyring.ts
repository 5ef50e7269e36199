import { makeKeyring, type NodeFiles } from "../../src/credentials/index.ts";
import { rulesOf, type Minor } from "../../src/kinds/index.ts";
import { parseImage } from "../../src/reference/index.ts";
import { goTextAnswer } from "./go-text.ts";
import { secretObject, type VectorSecret } from "./secrets.ts";

interface KeyringInput {
  readonly image: string;
  readonly secrets: readonly VectorSecret[];
  readonly node?: NodeFiles;
}

export function answerKeyring({ image, secrets, node }: KeyringInput, minor: Minor): unknown {
  const rules = rulesOf(minor);
  const parsed = parseImage(image, rules.reference);
  if (!parsed.ok) return { ok: false, error: parsed.fault.message };
  const keyring = makeKeyring({
    secrets: secrets.map(secretObject),
    rules: rules.credentials,
    ...(node && { nodeFiles: node }),
  });
  if (!keyring.ok) return { ok: false, error: keyring.fault.message };
  const { repository } = parsed.value;
  const credentials = keyring.value.lookup(repository).map(({ username, password }) => ({
    username: goTextAnswer(username),
    password: goTextAnswer(password.reveal()),
  }));
  return { ok: true, repository, found: credentials.length > 0, credentials };
}
