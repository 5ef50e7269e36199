import { listAt, objectAt, textAt } from "../../../base/index.ts";
import { type KubernetesObject, parseQuantity } from "../../../kinds/index.ts";

/** What a pod takes of a node: resources in billionths, and ports of the node. */
export interface Demand {
  readonly requests: ReadonlyMap<string, bigint>;
  readonly ports: readonly string[];
}

const KNOWN = new WeakMap<object, Demand>();

/** Read once for each spec: specs do not change while a pod stands on its node. */
export function demandOf(pod: KubernetesObject): Demand {
  const spec = objectAt(pod, "spec");
  const known = KNOWN.get(spec);
  if (known !== undefined) return known;
  const demand = { requests: requestsOf(spec), ports: portsOf(spec) };
  KNOWN.set(spec, demand);
  return demand;
}

/** Containers and sidecars run together; the init containers before them run one at a time, beside the sidecars. */
function requestsOf(spec: object): ReadonlyMap<string, bigint> {
  const total = new Map<string, bigint>();
  for (const container of listAt(spec, "containers")) add(total, quantities(container));
  const sidecars = new Map<string, bigint>();
  const peak = new Map<string, bigint>();
  for (const container of listAt(spec, "initContainers")) {
    const own = quantities(container);
    if (textAt(container, "restartPolicy") === "Always") add(sidecars, own);
    else for (const [name, amount] of own) raise(peak, name, amount + (sidecars.get(name) ?? 0n));
  }
  add(total, sidecars);
  for (const [name, amount] of peak) raise(total, name, amount);
  for (const [name, amount] of quantitiesAt(spec, "resources", "requests")) total.set(name, amount);
  add(total, quantitiesAt(spec, "overhead"));
  return total;
}

function quantities(container: unknown): ReadonlyMap<string, bigint> {
  return quantitiesAt(container, "resources", "requests");
}

function quantitiesAt(value: unknown, ...path: readonly string[]): ReadonlyMap<string, bigint> {
  return new Map(Object.entries(objectAt(value, ...path)).map(([name, quantity]) => [name, billionths(quantity)]));
}

function add(total: Map<string, bigint>, more: ReadonlyMap<string, bigint>): void {
  for (const [name, amount] of more) total.set(name, (total.get(name) ?? 0n) + amount);
}

function raise(total: Map<string, bigint>, name: string, amount: bigint): void {
  if (amount > (total.get(name) ?? 0n)) total.set(name, amount);
}

/** A quantity in billionths; 0 where it is none. */
export function billionths(quantity: unknown): bigint {
  const parsed = parseQuantity(typeof quantity === "string" ? quantity : "0");
  return parsed.ok ? parsed.value.nano : 0n;
}

/** `TCP/8080` */
function portsOf(spec: object): readonly string[] {
  return listAt(spec, "containers")
    .flatMap((container) => listAt(container, "ports"))
    .flatMap((port) => {
      const { hostPort } = objectAt(port);
      const protocol = textAt(port, "protocol") ?? "TCP";
      return typeof hostPort === "number" && hostPort > 0 ? [`${protocol}/${hostPort}`] : [];
    });
}
