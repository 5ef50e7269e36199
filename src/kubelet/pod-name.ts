import { oncePerObject } from "../base/index.ts";

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** `namespace/name`, as the trace names pods. One text for each object: a trace compares them at each entry. */
export const podName: (pod: Named) => string = oncePerObject(({ namespace, name }) => `${namespace}/${name}`);
