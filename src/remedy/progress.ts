import { IMAGE_REASONS, type Pod } from "../kinds/index.ts";

/** How far pods are after a fix. */
export type Progress =
  | { readonly kind: "pulled" }
  | { readonly kind: "waiting"; readonly text: string }
  /** A pull has failed again, after the fix. */
  | { readonly kind: "failed"; readonly text: string };

/**
 * What pods show. `before` are the waiting messages and uids from before the fix: what is still the same tells nothing yet.
 */
export function progressOf(pods: readonly Pod[], before: ReadonlySet<string>): Progress {
  const live = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const states = live.flatMap((pod) => statesOf(pod, before));
  const failing = states.find(({ reason, key, isNew }) => IMAGE_REASONS.has(reason) && isNew && !before.has(key));
  if (failing !== undefined) return { kind: "failed", text: `${failing.pod} ${failing.reason}` };
  const open = states.find(({ pulled }) => !pulled);
  if (open !== undefined) return { kind: "waiting", text: `${open.pod} ${open.reason}` };
  return states.length === 0 ? { kind: "waiting", text: "no pod yet" } : { kind: "pulled" };
}

/** What tells one failure from the next. */
export function keysOf(pods: readonly Pod[]): ReadonlySet<string> {
  const uids = pods.map(({ metadata }) => metadata.uid ?? "");
  return new Set([...uids, ...pods.flatMap((pod) => statesOf(pod, new Set()).map(({ key }) => key))]);
}

interface State {
  readonly pod: string;
  readonly reason: string;
  readonly pulled: boolean;
  readonly key: string;
  /** It is about the image that the pod has now: the status of an earlier one stays for a moment. */
  readonly isNew: boolean;
}

function statesOf({ metadata, spec, status }: Pod, before: ReadonlySet<string>): readonly State[] {
  const { name: pod = "", uid = "" } = metadata;
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  if (all.length === 0) return [{ pod, reason: "Pending", pulled: false, key: "", isNew: false }];
  return all.map(({ name, state, imageID }) => {
    const { reason = "", message = "" } = state.waiting ?? {};
    const image = [...(spec.initContainers ?? []), ...spec.containers].find((each) => each.name === name)?.image ?? "";
    const pulled = state.waiting === undefined ? true : imageID !== "" && !IMAGE_REASONS.has(reason);
    return { pod, reason, pulled, key: `${uid} ${name} ${image}`, isNew: !before.has(uid) || mentions(message, image) };
  });
}

function mentions(message: string, image: string): boolean {
  return message.split(image).some((rest, index) => index > 0 && !/^[\w.-]/.test(rest));
}
