import { type ToldLogin, toldLogins } from "../play/index.ts";
import { both, command } from "./command.ts";
import type { Move, Situation } from "./contract.ts";

const TYPE = "kubernetes.io/dockerconfigjson";

/** Pull secrets made, changed, taken away, and made anew, with each login that the registries take. */
export function secretMoves(situation: Situation): readonly Move[] {
  const present = new Map(
    situation.secrets
      .filter(({ metadata }) => metadata.namespace === "default")
      .map(({ metadata, type }) => [metadata.name ?? "", type] as const),
  );
  return secretNames(situation).flatMap((name) => {
    const makes = toldLogins(situation.world).map((login) => created(name, login));
    if (!present.has(name)) return makes;
    const changes = present.get(name) === TYPE ? toldLogins(situation.world).map((login) => changed(name, login)) : [];
    const removal = command(`kubectl delete secret ${name}`);
    return [removal, ...changes, ...makes.map((make) => both(removal, make))];
  });
}

/** The service account hands secrets to pods that are made from then on. */
export function accountMoves(situation: Situation): readonly Move[] {
  return secretNames(situation).map((name) => {
    const patch = JSON.stringify({ imagePullSecrets: [{ name }] });
    return command(`kubectl patch serviceaccount default -p '${patch}'`);
  });
}

/** Those that pods name or that are there; one of any name where a registry wants a login and there is none. */
export function secretNames(situation: Situation): readonly string[] {
  if (toldLogins(situation.world).length === 0) return [];
  const { pods, secrets } = situation;
  const named = pods.flatMap(({ spec }) => (spec.imagePullSecrets ?? []).flatMap(({ name }) => name ?? []));
  const there = secrets.map(({ metadata }) => metadata.name ?? "");
  const all = [...new Set([...named, ...there])];
  return all.length === 0 ? ["pull-secret"] : all;
}

function created(name: string, { host, username, password }: ToldLogin): Move {
  const login = `--docker-server=${host} --docker-username=${username} --docker-password=${password}`;
  return command(`kubectl create secret docker-registry ${name} ${login}`);
}

function changed(name: string, { host, username, password }: ToldLogin): Move {
  const config = JSON.stringify({ auths: { [host]: { username, password } } });
  const patch = JSON.stringify({ stringData: { ".dockerconfigjson": config } });
  return command(`kubectl patch secret ${name} -p '${patch}'`);
}
