import { base64, failed, ok, type Outcome, Secret, utf8Bytes } from "../../base/index.ts";
import { decodePullSecret } from "../../credentials/index.ts";
import { DEFAULT_MINOR, type Rules, rulesOf, type SecretObject, type Verdict } from "../../kinds/index.ts";
import { readText } from "../../node/index.ts";
import { parseImage } from "../../reference/index.ts";
import { type Choices, loginIn } from "../../remedy/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import type { FixOptions } from "./options.ts";

/** What the user has given; a login of a file is chosen for each image. */
export interface GivenChoices extends Choices {
  /** A docker config, as the kubelet would find it in a pull secret. */
  readonly config?: SecretObject;
}

const LONGEST_PASSWORD = 65_536;
const LONGEST_CONFIG = 1024 * 1024;

export async function choicesOf(
  { to, secret, username, fromFile }: FixOptions,
  { in: input }: Io,
): Promise<Outcome<GivenChoices, Fault>> {
  const image = { ...(to !== undefined && { to }), ...(secret !== undefined && { secret }) };
  if (fromFile !== undefined) {
    const config = await configIn(fromFile);
    return config.ok ? ok({ ...image, config: config.value }) : config;
  }
  if (username === undefined) return ok(image);
  const text = input.isPiped ? await input.read(LONGEST_PASSWORD) : undefined;
  const password = text?.replace(/\r?\n$/, "") ?? "";
  if (password === "") return failed(cliFault("CLI_USAGE", "Cannot read the password: standard input is empty"));
  return ok({ ...image, login: { username, password: new Secret(password) } });
}

/** The login of the file that the kubelet would send first for the image that fails, and no other. */
export function chosenFor({ image }: Pick<Verdict, "image">, choices: GivenChoices, rules: Rules): Choices {
  const { config, ...rest } = choices;
  const parsed = config === undefined || image === undefined ? undefined : parseImage(image, rules.reference);
  if (config === undefined || parsed?.ok !== true) return rest;
  const login = loginIn(config, parsed.value, rules);
  return login === undefined ? rest : { ...rest, login };
}

async function configIn(path: string): Promise<Outcome<SecretObject, Fault>> {
  const text = await readText(path, { limit: LONGEST_CONFIG });
  if (!text.ok) return text;
  const secret: SecretObject = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { namespace: "default", name: "given" },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": base64(utf8Bytes(text.value)) },
  };
  if (decodePullSecret(secret, rulesOf(DEFAULT_MINOR).credentials).kind === "entries") return ok(secret);
  const hint = "Logins that a credential helper keeps are not in it";
  return failed(
    cliFault("CLI_USAGE", `Cannot use ${JSON.stringify(path)}: a docker config with logins is wanted`, hint),
  );
}
