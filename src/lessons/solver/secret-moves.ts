import { type ToldLogin, toldLogins } from "../play/index.ts";
import { both, command } from "./command.ts";
import type { Move, Situation } from "./contract.ts";

const TYPE = "kubernetes.io/dockerconfigjson";

/** Pull secrets made, changed, taken away, and made anew, with each login that the learner was told. */
export function secretMoves(situation: Situation): readonly Move[] {
  const logins = toldLogins(situation.world);
  const present = situation.secrets.filter(({ metadata }) => metadata.namespace === "default");
  return secretNames(situation).flatMap((name) => {
    const makes = logins.map((login) => created(name, login));
    const secret = present.find(({ metadata }) => metadata.name === name);
    if (secret === undefined) return makes;
    const removal = command(`kubectl delete secret ${name}`);
    const changes = secret.type === TYPE ? logins.map((login) => changed(name, login)) : [];
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
  return command(
    `kubectl patch secret ${name} -p '${JSON.stringify({ stringData: { ".dockerconfigjson": config } })}'`,
  );
}
