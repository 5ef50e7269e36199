import { failed, ManualClock, ok, Secret, type Transport } from "../../base/index.ts";
import { answerFacts } from "../../diagnosis/index.ts";
import { rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { askRegistry, DEFAULT_LIMITS, RegistrySession } from "../../registry/index.ts";
import type { Answer, Question } from "../../remedy/index.ts";
import { createNetwork, type Network } from "../../sandbox/index.ts";
import { arrival } from "../scenarios/index.ts";
import type { Situation } from "./contract.ts";

/** What the world's registries answer when the learner comes, asked as the real ones are. */
export async function registryAnswers(
  questions: readonly Question[],
  { world, scenario }: Situation,
): Promise<readonly Answer[]> {
  const start = Date.parse(world.start);
  const clock = new ManualClock(start + arrival(scenario, world));
  const network = networkThen({ world, clock, start });
  const hosts = world.registries.map(({ host }) => host);
  const policy = { hosts, realms: hosts, plainHttp: [], redirects: hosts, limits: DEFAULT_LIMITS };
  const patient = { now: () => clock.now(), sleep: () => Promise.resolve() };
  const session = new RegistrySession({ transport: transportTo(network), clock: patient, policy });
  const signal = new AbortController().signal;
  const answers: Answer[] = [];
  for (const question of questions) {
    const image = parseImage(question.image, rulesOf(world.kubelet).reference);
    if (!image.ok) continue;
    const { login } = question;
    const credential = login && { kind: "login" as const, username: login.username, password: login.password };
    const report = await askRegistry(session, { image: image.value, ...(credential && { credential }) }, signal);
    const facts = answerFacts(report, { image: question.image });
    if (facts === undefined) continue;
    const { answer, text, nearTags } = facts;
    answers.push({ ...question, answer, text, ...(nearTags && { nearTags }) });
  }
  return answers;
}

/** The registries with what the world's actions have changed in them. */
function networkThen({
  world,
  clock,
  start,
}: Pick<Situation, "world"> & { readonly clock: ManualClock; readonly start: number }): Network {
  const registries = world.registries.map((registry) => ({ ...registry, latency: 0 }));
  const network = createNetwork({ registries, clock, start });
  for (const action of world.actions)
    if ("registry" in action) network.registry(action.registry)?.change(action.change);
  return network;
}

/** Requests that reach the registries without a wire; who is not there does not resolve, and what is broken on the way refuses. */
function transportTo(network: Network): Transport {
  return {
    send: async ({ method, url, headers, body }, { signal, maxBody }) => {
      const { host, pathname, port } = new URL(url);
      const nowhere = { phase: "lookup" as const, host, port: Number(port || 443), phases: {}, detail: "" };
      const registry = network.registry(host);
      if (registry === undefined) return failed({ code: "TRANSPORT_DNS_NOT_FOUND", ...nowhere });
      const repository = /^\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(pathname)?.[1] ?? "";
      if (registry.connect(repository).kind !== "ok") return failed({ code: "TRANSPORT_REFUSED", ...nowhere });
      const plain = Object.entries(headers).map(([name, value]) => [name, textOf(value)] as const);
      const request = new Request(url, {
        method,
        headers: Object.fromEntries(plain),
        ...(body === undefined ? {} : { body: textOf(body) }),
      });
      const response = await registry.fetch(request, signal);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const told = [...response.headers].map(([name, value]) => [name, [value]] as const);
      return ok({
        status: response.status,
        headers: Object.fromEntries(told),
        body: bytes.slice(0, maxBody),
        cut: bytes.length > maxBody,
        address: registry.address,
        phases: {},
        chain: [],
      });
    },
  };
}

function textOf(value: string | Secret): string {
  return value instanceof Secret ? value.reveal() : value;
}
