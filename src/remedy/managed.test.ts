import { expect, test } from "vitest";

import type { ObjectMeta } from "../kinds/index.ts";
import { managedBy } from "./managed.ts";

const HELM = { "app.kubernetes.io/managed-by": "Helm", "app.kubernetes.io/instance": "shop" };

/** What each tool writes on what it installs, by its own documentation. */
const TOOLS: readonly (readonly [by: string | undefined, metadata: ObjectMeta])[] = [
  ["Helm", { labels: HELM, annotations: { "meta.helm.sh/release-name": "shop" } }],
  ["Argo CD", { annotations: { "argocd.argoproj.io/tracking-id": "shop:apps/Deployment:shop/web" } }],
  ["Flux", { labels: { "kustomize.toolkit.fluxcd.io/name": "shop" } }],
  ["Flux", { labels: { ...HELM, "helm.toolkit.fluxcd.io/name": "shop" } }],
  [
    "controller",
    {
      ownerReferences: [
        { apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", name: "x", uid: "1", controller: true },
      ],
    },
  ],
  [
    undefined,
    { ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "x", uid: "1", controller: true }] },
  ],
  [undefined, { labels: { "app.kubernetes.io/instance": "shop" } }],
];

test.each(TOOLS)("managedBy() finds %s in what it writes on an object (%#)", (by, metadata) => {
  expect(managedBy({ apiVersion: "apps/v1", kind: "Deployment", metadata })?.by).toBe(by);
});
