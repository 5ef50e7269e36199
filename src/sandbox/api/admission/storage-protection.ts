import { ok } from "../../../base/index.ts";
import type { Plugin } from "./plugin.ts";

/** What keeps a claim or a volume there while somebody uses it; a controller takes it off. */
export const PROTECTIONS: Readonly<Record<string, string>> = {
  persistentvolumeclaims: "kubernetes.io/pvc-protection",
  persistentvolumes: "kubernetes.io/pv-protection",
};

export const STORAGE_PROTECTION: Plugin = {
  name: "StorageObjectInUseProtection",
  isDefault: true,
  admit: ({ type }, draft, old) => {
    const own = PROTECTIONS[type.key];
    const { finalizers = [], ...metadata } = draft.object.metadata;
    if (own === undefined || old !== undefined || finalizers.includes(own)) return ok(draft);
    return ok({ ...draft, object: { ...draft.object, metadata: { ...metadata, finalizers: [...finalizers, own] } } });
  },
};
