import { type JsonObject, objectAt } from "../../../base/index.ts";
import { type Quantity, quantityText, quantityValue, ZERO_QUANTITY } from "../../../kinds/index.ts";
import { stringAt } from "../fields.ts";
import { ageSince } from "../human-duration.ts";
import { listKind, nameOf, namespaceOf } from "../metadata.ts";
import { type Amounts, NO_AMOUNTS, podUse, type PodUse, sumOf } from "./pod-use.ts";
import { quantityOf } from "./resources.ts";
import type { Lines, View } from "./view.ts";

/** Pods of a node that have not ended, what they ask for, and what that comes to. */
export function nodePodLines(node: JsonObject, view: View): Lines {
  const pods = listKind(view.objects, "Pod").filter(
    (pod) =>
      stringAt(pod, "spec", "nodeName") === nameOf(node) &&
      !/^(Succeeded|Failed)$/.test(stringAt(pod, "status", "phase")),
  );
  const available = availableOn(node);
  return [
    `Non-terminated Pods:\t(${pods.length} in total)`,
    "  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge",
    "  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---",
    ...pods.map((pod) => `  ${podRow(pod, available, view)}`),
    "Allocated resources:",
    "  (Total limits may be over 100 percent, i.e., overcommitted.)",
    "  Resource\tRequests\tLimits",
    "  --------\t--------\t------",
    ...totalRows(pods, available, view).map((row) => `  ${row}`),
  ];
}

/** What pods may have, or all there is where the node does not tell. */
function availableOn(node: JsonObject): Amounts {
  const [capacity, allocatable] = [objectAt(node, "status", "capacity"), objectAt(node, "status", "allocatable")];
  const amounts = Object.keys(allocatable).length > 0 ? allocatable : capacity;
  return new Map(Object.entries(amounts).map(([name, amount]) => [name, quantityOf(amount)]));
}

function podRow(pod: JsonObject, available: Amounts, { now, rules }: View): string {
  const [requests, limits] = [
    podUse(pod, "requests", rules.describePodUse),
    podUse(pod, "limits", rules.describePodUse),
  ];
  const share = (amounts: Amounts, name: string): string => {
    const [amount, whole] = [amounts.get(name) ?? ZERO_QUANTITY, available.get(name) ?? ZERO_QUANTITY];
    return `${quantityText(amount)} (${percentOf(amount, whole, name)}%)`;
  };
  return [
    namespaceOf(pod),
    nameOf(pod),
    "",
    ...["cpu", "memory"].flatMap((name) => [share(requests, name), share(limits, name)]),
    ageSince(objectAt(pod, "metadata")["creationTimestamp"], now),
  ].join("\t");
}

const ALWAYS = ["cpu", "memory", "ephemeral-storage"] as const;

function totalRows(pods: readonly JsonObject[], available: Amounts, { rules }: View): Lines {
  const use = totalUse(rules.describePodUse);
  const [requests, limits] = (["requests", "limits"] as const).map((list) =>
    pods.map((pod) => podUse(pod, list, use)).reduce(sumOf, NO_AMOUNTS),
  );
  const names = [...available.keys()].sort();
  const pages = names.filter((name) => name.startsWith("hugepages-"));
  const extended = names.filter((name) => !pages.includes(name) && ![...ALWAYS, "pods"].includes(name));
  const cells = (name: string): readonly Quantity[] =>
    [requests, limits].map((list) => list?.get(name) ?? ZERO_QUANTITY);
  const whole = (name: string): Quantity => available.get(name) ?? ZERO_QUANTITY;
  return [
    ...[...ALWAYS, ...pages].map((name) =>
      [
        name,
        ...cells(name).map((amount) => `${quantityText(amount)} (${totalPercent(amount, whole(name), name)}%)`),
      ].join("\t"),
    ),
    ...extended.map((name) => [name, ...cells(name).map(quantityText)].join("\t")),
  ];
}

/** Where the rows count more than the specs of pods, the totals do not. */
function totalUse(use: PodUse): PodUse {
  return use === "effective" || use === "compared" ? "effective-spec" : use;
}

function totalPercent(amount: Quantity, whole: Quantity, name: string): string {
  return whole.nano === 0n ? "0" : percentOf(amount, whole, name);
}

/** Go's conversion of what is no number, or infinite, to an int64. */
const NO_PERCENT = `${-(2n ** 63n)}`;

/** Whole percent, cut; CPU by thousandths. */
function percentOf(amount: Quantity, whole: Quantity, name: string): string {
  const perUnit = name === "cpu" ? 1000n : 1n;
  const percent = (Number(quantityValue(amount, perUnit)) / Number(quantityValue(whole, perUnit))) * 100;
  return Number.isFinite(percent) ? `${Math.trunc(percent)}` : NO_PERCENT;
}
