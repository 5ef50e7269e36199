import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import {
  compareQuantities,
  type KubernetesObject,
  type Quantity,
  quantityText,
  quantityValue,
} from "../../../kinds/index.ts";
import { type Amounts, amountsOf } from "../quota/amounts.ts";
import { podAmounts } from "../quota/pod-amounts.ts";

/** What is outside of the bounds of a LimitRange, in its words. */
export function limitProblems(range: KubernetesObject, object: KubernetesObject): readonly string[] {
  return listAt(range, "spec", "limits")
    .filter(isJsonObject)
    .flatMap((limit) => subjectsOf(limit, object).flatMap((subject) => problemsOf(limit, subject)));
}

interface Subject {
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** Claims have requests only. */
  readonly isClaim?: boolean;
}

/** What a limit is about: each container, the pod as a whole, or a claim. */
function subjectsOf(limit: JsonObject, object: KubernetesObject): readonly Subject[] {
  const [type, spec] = [textAt(limit, "type"), objectAt(object, "spec")];
  if (object.kind === "PersistentVolumeClaim") {
    const requests = amountsOf(objectAt(spec, "resources")["requests"]);
    return type === "PersistentVolumeClaim" ? [{ requests, limits: new Map(), isClaim: true }] : [];
  }
  if (type === "Pod") return [{ requests: podAmounts(spec, "requests"), limits: podAmounts(spec, "limits") }];
  const containers = type === "Container" ? [...listAt(spec, "containers"), ...listAt(spec, "initContainers")] : [];
  return containers.map((container) => {
    const { requests, limits } = objectAt(container, "resources");
    return { requests: amountsOf(requests), limits: amountsOf(limits) };
  });
}

interface Bound {
  readonly type: string;
  readonly name: string;
  readonly enforced: Quantity;
}

function problemsOf(limit: JsonObject, subject: Subject): readonly string[] {
  const type = textAt(limit, "type") ?? "";
  const each = (key: string, check: (bound: Bound, subject: Subject) => string | undefined): readonly string[] =>
    [...amountsOf(limit[key])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, enforced]) => check({ type, name, enforced }, subject) ?? []);
  return [
    ...each("min", belowLeast),
    ...each("max", subject.isClaim === true ? aboveMostRequest : aboveMost),
    ...(subject.isClaim === true ? [] : each("maxLimitRequestRatio", aboveRatio)),
  ];
}

function belowLeast({ type, name, enforced }: Bound, { requests, limits }: Subject): string | undefined {
  const [request, limit] = [requests.get(name), limits.get(name)];
  const least = `minimum ${name} usage per ${type} is ${quantityText(enforced)}`;
  if (request === undefined) return `${least}.  No request is specified`;
  if (compareQuantities(request, enforced) < 0) return `${least}, but request is ${quantityText(request)}`;
  const isLess = limit !== undefined && compareQuantities(limit, enforced) < 0;
  return isLess ? `${least}, but limit is ${quantityText(limit)}` : undefined;
}

function aboveMost(bound: Bound, { requests, limits }: Subject): string | undefined {
  const { type, name, enforced } = bound;
  const [request, limit] = [requests.get(name), limits.get(name)];
  const most = `maximum ${name} usage per ${type} is ${quantityText(enforced)}`;
  if (limit === undefined) return `${most}.  No limit is specified`;
  if (compareQuantities(limit, enforced) > 0) return `${most}, but limit is ${quantityText(limit)}`;
  const isMore = request !== undefined && compareQuantities(request, enforced) > 0;
  return isMore ? `${most}, but request is ${quantityText(request)}` : undefined;
}

function aboveMostRequest({ type, name, enforced }: Bound, { requests }: Subject): string | undefined {
  const request = requests.get(name);
  const most = `maximum ${name} usage per ${type} is ${quantityText(enforced)}`;
  if (request === undefined) return `${most}.  No request is specified`;
  return compareQuantities(request, enforced) > 0 ? `${most}, but request is ${quantityText(request)}` : undefined;
}

function aboveRatio({ type, name, enforced }: Bound, { requests, limits }: Subject): string | undefined {
  const [request, limit] = [thousandths(requests.get(name)), thousandths(limits.get(name))];
  const most = `${name} max limit to request ratio per ${type} is ${quantityText(enforced)}`;
  if (request === 0) return `${most}, but no request is specified or request is 0`;
  if (limit === 0) return `${most}, but no limit is specified or limit is 0`;
  const ratio = limit / request;
  return ratio * 1000 > thousandths(enforced) ? `${most}, but provided ratio is ${ratio.toFixed(6)}` : undefined;
}

function thousandths(quantity: Quantity | undefined): number {
  return quantity === undefined ? 0 : Number(quantityValue(quantity, 1000n));
}
