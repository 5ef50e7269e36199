import { objectAt, ok } from "../../../base/index.ts";
import { compareQuantities, type KubernetesObject } from "../../../kinds/index.ts";
import { type Amounts, added, amountsOf, amountsText, listOf, masked, surplus } from "../quota/amounts.ts";
import { type Evaluator, evaluatorOf, matches } from "../quota/evaluators.ts";
import type { Call, Draft, Step } from "../step.ts";
import { isDryRun } from "../verbs/dry-run.ts";
import { forbid, type Plugin } from "./plugin.ts";

/** Refuses what would use more than a quota of the namespace allows; what is let in is counted at once. */
export const RESOURCE_QUOTA: Plugin = {
  name: "ResourceQuota",
  isDefault: true,
  validate: (call, draft, old) => {
    const quotas = call.server.store.list("resourcequotas", call.request.namespace);
    const evaluator = quotas.length === 0 ? undefined : evaluatorOf(call.type);
    if (evaluator === undefined || call.request.subresource !== undefined) return ok(draft);
    if (old !== undefined && !evaluator.countsUpdates) return ok(draft);
    return charged(call, draft, { quotas, evaluator, old });
  },
};

interface Account {
  readonly quotas: readonly KubernetesObject[];
  readonly evaluator: Evaluator;
  readonly old: KubernetesObject | undefined;
}

function charged(call: Call, draft: Draft, { quotas, evaluator, old }: Account): Step<Draft> {
  const now = call.server.clock.now();
  const bills: { readonly quota: KubernetesObject; readonly used: Amounts }[] = [];
  for (const quota of quotas) {
    const hard = amountsOf(objectAt(quota, "status")["hard"]);
    const about = [...hard.keys()].filter((name) => evaluator.isAbout(name));
    if (about.length === 0 || !matches(evaluator, quota, draft.object)) continue;
    const name = quota.metadata.name ?? "";
    const unsaid = evaluator.unsaid?.(draft.object, about);
    if (unsaid !== undefined) return forbid(call, draft, `failed quota: ${name}: ${unsaid}`);
    const used = amountsOf(objectAt(quota, "status")["used"]);
    const usage = evaluator.usage(draft.object, now);
    const before = old !== undefined && matches(evaluator, quota, old) ? evaluator.usage(old, now) : new Map();
    const more = masked(surplus(usage, before), new Set(about));
    const refusal = exceeded({ more, used, hard });
    if (refusal !== undefined) return forbid(call, draft, `exceeded quota: ${name}, ${refusal}`);
    if ([...more.values()].some(({ nano }) => nano !== 0n)) bills.push({ quota, used: added(used, more) });
  }
  if (!isDryRun(call)) for (const bill of bills) charge(call, bill.quota, bill.used);
  return ok(draft);
}

interface Balance {
  readonly more: Amounts;
  readonly used: Amounts;
  readonly hard: Amounts;
}

function exceeded({ more, used, hard }: Balance): string | undefined {
  const total = added(used, more);
  const over = [...more].filter(([name, { nano }]) => {
    const [sum, limit] = [total.get(name), hard.get(name)];
    return nano !== 0n && sum !== undefined && limit !== undefined && compareQuantities(sum, limit) > 0;
  });
  if (over.length === 0) return undefined;
  const names = new Set(over.map(([name]) => name));
  const [requested, now, limited] = [more, used, hard].map((amounts) => amountsText(masked(amounts, names)));
  return `requested: ${requested}, used: ${now}, limited: ${limited}`;
}

function charge({ server }: Call, quota: KubernetesObject, used: Amounts): void {
  const status = { ...objectAt(quota, "status"), used: listOf(used) };
  server.store.put("resourcequotas", { ...quota, status } as KubernetesObject);
}
