import type { Pod, SecretObject } from "../../../kinds/index.ts";
import { explainCredentials } from "../../../credentials/index.ts";
import { parseImage } from "../../../reference/index.ts";
import { instant, objectAt, ofKind, stepOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";

export const credentialOffered: Template = {
  id: "Q19",
  skill: "CRD",
  level: "medium",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const offers = ofKind(told, "credential");
    const offer = dice.pick(offers.filter(({ cause }) => offers.filter((each) => each.cause === cause).length === 1));
    const step = offer === undefined ? undefined : stepOf(told, offer);
    if (offer === undefined || step === undefined) return undefined;
    const secrets = story.world.cluster.objects.filter(({ kind }) => kind === "Secret");
    return {
      values: { at: instant(offer.t), image: offer.data.image },
      right: [offer.data.source],
      believed: {
        beliefs: ["M06", "M07", "M08", "M09"],
        value: (other) => ofKind(other, "credential").findLast(({ t }) => t <= offer.t)?.data.source,
        until: offer.t,
      },
      lures: [
        ...secrets.map(({ metadata }) => ({
          text: sourceOf(`${metadata.namespace ?? "default"}/${metadata.name ?? ""}`),
        })),
        { text: "anonymous", invented: true },
        { text: sourceOf(`${told.namespace}/default-token`), invented: true },
        { text: "node", invented: true },
      ],
      second: async () => [await byKeyring(told, offer.data.image, offer.t)],
      step,
    };
  },
};

function sourceOf(secret: string): string {
  return `secret ${secret}`;
}

interface Secrets {
  readonly items: readonly SecretObject[];
}

/** From the objects that kubectl shows, by the keyring's account of itself. */
async function byKeyring(told: Told, image: string, t: number): Promise<string> {
  const pod = await objectAt<Pod>(told, "get pod POD", t);
  const listed = await objectAt<Secrets>(told, "get secrets", t);
  const names = (pod?.spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []);
  const secrets = names.flatMap((name) => listed?.items.filter(({ metadata }) => metadata.name === name) ?? []);
  const parsed = parseImage(image, told.rules.reference);
  const repository = parsed.ok ? parsed.value.repository : "";
  const rows = explainCredentials({ repository, namespace: told.namespace, secrets, rules: told.rules.credentials });
  const first = rows.find(({ order }) => order === 1);
  return first?.secret === undefined ? "anonymous" : sourceOf(first.secret);
}
