import { Secret } from "../../base/index.ts";
import { diagnose } from "../../diagnosis/index.ts";
import { type KubernetesObject, type Rules, rulesOf, type Verdict } from "../../kinds/index.ts";
import { readPaste } from "../../kubectl/index.ts";
import { type Change, type Choices, planFix, questionsOf } from "../../remedy/index.ts";
import { toldLogins } from "../play/index.ts";
import { surroundingsOf } from "./around.ts";
import { registryAnswers } from "./ask.ts";
import { both, command } from "./command.ts";
import type { Move, Situation } from "./contract.ts";

/** What `pullwhy fix` would do, with each login that the learner was told, and with none. */
export async function planMoves(situation: Situation): Promise<readonly Move[]> {
  const rules = rulesOf(situation.world.kubelet);
  const verdicts = diagnose(await readPaste(situation.described), { rules }).filter(({ pods }) => pods.length > 0);
  const logins = toldLogins(situation.world).map(({ username, password }) => ({
    login: { username, password: new Secret(password) },
  }));
  const moves: Move[] = [];
  for (const verdict of verdicts)
    for (const choices of [{}, ...logins]) moves.push(...(await planned(verdict, choices, { situation, rules })));
  return [...new Map(moves.map((move) => [JSON.stringify(move.deeds), move])).values()];
}

async function planned(
  verdict: Verdict,
  choices: Choices,
  { situation, rules }: { readonly situation: Situation; readonly rules: Rules },
): Promise<readonly Move[]> {
  const of = { verdict, around: surroundingsOf(situation, verdict.pods), choices, rules };
  const plan = planFix(of, await registryAnswers(questionsOf(of), situation));
  const [first, ...others] = plan.changes.map(moveOf);
  return first === undefined ? [] : [others.reduce(both, first)];
}

function moveOf(change: Change): Move {
  const { kind, name, namespace } = change.object;
  const target = `${kind.toLowerCase()} ${name} -n ${namespace}`;
  switch (change.kind) {
    case "patch":
      return patched(target, JSON.stringify(revealed(change.patch)));
    case "create":
      return made(change.body);
    case "delete":
      return command(`kubectl delete ${target}`);
    case "remake":
      return both(command(`kubectl delete ${target}`), made(change.body));
  }
}

function patched(target: string, patch: string): Move {
  const run = `kubectl patch ${target} --type=json -p '${patch}'`;
  return { says: [`kubectl patch ${target} (${PLANNED})`], deeds: [{ run, exits: 0 }] };
}

function made(body: KubernetesObject): Move {
  const says = `${body.kind.toLowerCase()}/${body.metadata.name ?? ""} ${PLANNED}`;
  return command("kubectl create -f -", { stdin: JSON.stringify(revealed(body)), says });
}

const PLANNED = "as pullwhy fix plans it";

/** A command is typed with what secrets hide. */
function revealed(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revealed(member)]));
}
