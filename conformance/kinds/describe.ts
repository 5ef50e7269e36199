import { type KubernetesObject, type Minor, rulesOf } from "../../src/kinds/index.ts";
import { describe } from "../../src/kubectl/index.ts";

interface DescribeInput {
  readonly object: KubernetesObject;
  readonly events?: readonly KubernetesObject[];
  readonly related?: readonly KubernetesObject[];
  readonly now: string;
}

/** `kubectl describe` of one object, with the events and other objects that the cluster holds. */
export function answerDescribe({ object, events = [], related = [], now }: DescribeInput, minor: Minor): unknown {
  const objects = [...events, ...related];
  return { text: describe(object, { objects, now: Date.parse(now), rules: rulesOf(minor).printer }) };
}
