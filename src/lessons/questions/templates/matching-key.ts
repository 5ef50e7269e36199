import { base64, utf8Bytes } from "../../../base/index.ts";
import { explainCredentials } from "../../../credentials/index.ts";
import type { CredentialRules, SecretObject } from "../../../kinds/index.ts";
import { ofKind } from "../read-off.ts";
import type { Story } from "../story.ts";
import type { Template } from "../template.ts";
import { type Place, placeOf, plainWorld } from "../plain-world.ts";
import { beliefRules } from "../believing.ts";

/** Until then the first pull has begun. */
const SOON = 5000;
const NAME = "regcred";

export const matchingKey: Template = {
  id: "Q18",
  skill: "CRD",
  level: "medium",
  format: "one",
  make: async (own, dice) => {
    const place = placeOf(own);
    if (place === undefined) return undefined;
    const { rules } = own;
    const believed = beliefRules(rules, "M07");
    const keys = dice.shuffled(keysFor(place));
    const key = keys.find((each) => isUsed(each, place, rules.credentials));
    if (key === undefined) return undefined;
    const wrong = keys.filter((each) => !isUsed(each, place, rules.credentials));
    const story = own.other(worldWith(own, place, key));
    const told = await story.tell();
    const [step] = told.steps.filter(({ id }) => id.startsWith("p"));
    if (step === undefined) return undefined;
    const tempting = wrong.filter((each) => isUsed(each, place, believed.credentials));
    return {
      values: { image: place.image },
      right: [key],
      lures: [
        ...tempting.map((text) => ({ text, belief: "M07" as const })),
        ...wrong.map((text) => ({ text, invented: true as const })),
      ],
      second: async (offered) => {
        const used = await Promise.all(offered.map((each) => isOffered(own, place, each)));
        return offered.filter((_, index) => used[index]);
      },
      step,
      story,
    };
  },
};

function keysFor({ host, repository }: Place): readonly string[] {
  const [name = "", port] = host.split(":");
  const [first = "", ...rest] = repository.split("/");
  const above = name.split(".").slice(1).join(".");
  return [
    host,
    `https://${host}`,
    `https://${host}/v2/`,
    `${host}/${first}`,
    `${host}/${repository}`,
    `${host}/${[first, ...rest].slice(0, -1).join("/")}-team`,
    `${host}/other`,
    `*.${above}${port === undefined ? "" : `:${port}`}`,
    `*.${name}`,
    port === undefined ? `${name}:443` : name,
    `${name}:5001`,
    above,
    first,
  ].filter((key, index, all) => key !== "" && all.indexOf(key) === index);
}

function secretWith(key: string): SecretObject {
  const auths = { [key]: { username: "puller", password: "puller-pass" } };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: NAME, namespace: "default" },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": base64(utf8Bytes(JSON.stringify({ auths }))) },
  };
}

function isUsed(key: string, { name }: Place, rules: CredentialRules): boolean {
  const rows = explainCredentials({ repository: name, namespace: "default", secrets: [secretWith(key)], rules });
  return rows.some(({ used }) => used);
}

function worldWith(story: Story, place: Place, key: string): Story["world"] {
  const world = plainWorld(story, place, { imagePullSecrets: [{ name: NAME }] });
  const objects = [secretWith(key), ...world.cluster.objects];
  return { ...world, for: SOON, cluster: { ...world.cluster, objects } };
}

async function isOffered(story: Story, place: Place, key: string): Promise<boolean> {
  const told = await story.other(worldWith(story, place, key)).tell();
  return ofKind(told, "credential").some(({ data }) => data.source.endsWith(`/${NAME}`));
}
