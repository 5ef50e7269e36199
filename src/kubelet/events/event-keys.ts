import type { EmittedEvent } from "../ports.ts";

/*
 * By which events count as the same. The parts are joined without a separator, as client-go does. The source (component
 * and host) is left out: a sink has only one.
 */

/** Identical events: one stored object, counted. */
export function eventKey({ object, type, reason }: EmittedEvent, message: string): string {
  const { kind, namespace, name, fieldPath, uid, apiVersion } = object;
  return kind + namespace + name + fieldPath + uid + apiVersion + type + reason + message;
}

/** Events that differ in message and container only: one group for aggregation. */
export function groupKey({ object, type, reason }: EmittedEvent): string {
  const { kind, namespace, name, uid, apiVersion } = object;
  return kind + namespace + name + uid + apiVersion + type + reason;
}

/** Events that draw from one spam budget. */
export function budgetKey({ object, type }: EmittedEvent, perType: boolean): string {
  const { kind, namespace, name, uid, apiVersion } = object;
  return kind + namespace + name + uid + apiVersion + (perType ? type : "");
}
