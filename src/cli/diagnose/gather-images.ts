import { failed, ok, type Outcome } from "../../base/index.ts";
import { askImages, type AskedImages } from "../../diagnosis/index.ts";
import { DEFAULT_MINOR, type Minor, rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { asStored, isSecret } from "../credentials/report.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { gatherManifests } from "../manifests.ts";
import type { DiagnoseOptions } from "./options.ts";
import { readAuthorities } from "./read-authorities.ts";
import { registrySessions } from "./registry-sessions.ts";

export interface SeenImages extends AskedImages {
  readonly source: string;
  readonly kubelet: Minor;
  readonly images: readonly string[];
}

/** Asks registries about images alone, with the secrets of `-f` and anonymously. */
export async function gatherImages(options: DiagnoseOptions, io: Io): Promise<Outcome<SeenImages, Fault>> {
  const { cluster, images, filenames, platform, kubelet = DEFAULT_MINOR } = options;
  const { registries, timeout } = cluster;
  if (registries === undefined) return failed(offline());
  const rules = rulesOf(kubelet);
  const hosts: string[] = [];
  for (const image of images) {
    const parsed = parseImage(image, rules.reference);
    if (!parsed.ok) return parsed;
    hosts.push(parsed.value.host);
  }
  const manifests = await gatherManifests(filenames, filenames.length === 0 ? NOTHING : io.in);
  if (!manifests.ok) return manifests;
  const extraCa = await readAuthorities(registries.caFiles);
  if (!extraCa.ok) return extraCa;
  const sessions = registrySessions({ ...registries, extraCa: extraCa.value, server: undefined, clock: io });
  const secrets = (manifests.value?.objects.filter(isSecret) ?? []).map((secret) => asStored(secret, "default"));
  const question = { images, secrets, rules, now: io.now(), ...(platform && { platform }) };
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(timeout)]);
  const asked = await askImages(question, sessions([...new Set(hosts)]), signal);
  return ok({ ...asked, source: "registries", kubelet, images });
}

/** A pipe is not waited for: a target was named. */
const NOTHING: Io["in"] = { isPiped: false, read: () => Promise.resolve("") };

function offline(): Fault {
  const message = "Cannot ask about an image with --offline: only its registry knows";
  return cliFault("CLI_USAGE", message, "`pullwhy credentials IMAGE` tells which login would be sent");
}
