import { ok, type Outcome } from "../../base/index.ts";
import { DEFAULT_MINOR, type Minor, rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { gatherManifests } from "../manifests.ts";
import { type CredentialsFormat, printedCredentials } from "./print.ts";
import { credentialsReport, isSecret } from "./report.ts";

export interface CredentialsOptions {
  readonly image: string;
  readonly repository: string;
  readonly filenames: readonly string[];
  readonly namespace?: string;
  readonly kubelet: Minor;
  readonly output: CredentialsFormat;
}

interface CredentialsFlags {
  readonly filename?: readonly string[];
  readonly namespace?: string;
  readonly kubelet?: Minor;
  readonly output: CredentialsFormat;
}

export function credentialsOptions(typed: Typed<CredentialsFlags>): Outcome<CredentialsOptions, Fault> {
  const [image = ""] = typed.args;
  const { filename = [], namespace, kubelet = DEFAULT_MINOR, output } = typed.flags;
  const parsed = parseImage(image, rulesOf(kubelet).reference);
  if (!parsed.ok) return parsed;
  const { repository } = parsed.value;
  const where = namespace === undefined ? {} : { namespace };
  return ok({ image, repository, filenames: filename, kubelet, output, ...where });
}

export async function runCredentials(options: CredentialsOptions, io: Io): Promise<ExitCode> {
  const manifests = await gatherManifests(options.filenames, io.in);
  if (!manifests.ok) return refuse(io, manifests.fault);
  const secrets = manifests.value?.objects.filter(isSecret) ?? [];
  if (secrets.length === 0) return refuse(io, noSecret(manifests.value?.name));
  const report = credentialsReport({ ...options, secrets });
  await io.out.write(await printedCredentials(report, options.output, io));
  return EXIT.ok;
}

function noSecret(source: string | undefined): Fault {
  const hint = "Give secrets with -f, such as the output of `kubectl get secret regcred -o yaml`";
  const message = source === undefined ? "No secrets are given" : `There is no Secret in ${source}`;
  return cliFault("CLI_USAGE", message, hint);
}
