import { listAt, objectAt, textAt } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";

/** Who writes an object from a source of its own, and would take a change of the object back. */
export interface Managed {
  readonly by: "Helm" | "Argo CD" | "Flux" | "controller";
  /** `release shop`, `application shop`. */
  readonly what: string;
  /** Where the change belongs. */
  readonly instead: string;
}

type Look = (object: KubernetesObject) => Managed | undefined;

/** Flux and Argo CD install Helm charts too: then they are the ones. */
const LOOKS: readonly Look[] = [byFluxHelm, byFluxKustomize, byArgo, byHelm, byController];

export function managedBy(object: KubernetesObject): Managed | undefined {
  return LOOKS.map((look) => look(object)).find((found) => found !== undefined);
}

function byFluxHelm(object: KubernetesObject): Managed | undefined {
  const name = label(object, "helm.toolkit.fluxcd.io/name");
  if (name === undefined) return undefined;
  return {
    by: "Flux",
    what: `HelmRelease ${name}`,
    instead: `in spec.values of HelmRelease ${name}, in its Git repository`,
  };
}

function byFluxKustomize(object: KubernetesObject): Managed | undefined {
  const name = label(object, "kustomize.toolkit.fluxcd.io/name");
  if (name === undefined) return undefined;
  return {
    by: "Flux",
    what: `Kustomization ${name}`,
    instead: `in the manifest that Kustomization ${name} reads from Git`,
  };
}

function byArgo(object: KubernetesObject): Managed | undefined {
  const tracked = textAt(object.metadata.annotations, "argocd.argoproj.io/tracking-id")?.split(":")[0];
  const name = tracked ?? label(object, "argocd.argoproj.io/instance") ?? byArgoManager(object);
  if (name === undefined) return undefined;
  return {
    by: "Argo CD",
    what: `application ${name}`,
    instead: `in the source that application ${name} reads from Git`,
  };
}

/** The label that Argo CD puts on by default is anybody's; who wrote the object decides. */
function byArgoManager(object: KubernetesObject): string | undefined {
  const managers = listAt(object, "metadata", "managedFields").map((entry) => textAt(entry, "manager") ?? "");
  return managers.some((manager) => manager.startsWith("argocd"))
    ? label(object, "app.kubernetes.io/instance")
    : undefined;
}

function byHelm(object: KubernetesObject): Managed | undefined {
  const release = textAt(object.metadata.annotations, "meta.helm.sh/release-name");
  if (release === undefined && label(object, "app.kubernetes.io/managed-by") !== "Helm") return undefined;
  const name = release ?? label(object, "app.kubernetes.io/instance") ?? "";
  const what = name === "" ? "a release" : `release ${name}`;
  return { by: "Helm", what, instead: `in the values of ${what}, then: helm upgrade` };
}

const BUILT_IN = /^(?:v1|apps\/v1|batch\/v1)$/;

/** An operator's object, or one that a secret is made from. */
function byController(object: KubernetesObject): Managed | undefined {
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner !== undefined && !BUILT_IN.test(owner.apiVersion)) {
    const what = `${owner.kind} ${owner.name}`;
    return { by: "controller", what, instead: `in ${what}, from which its controller makes this` };
  }
  const external = Object.keys(objectAt(object, "metadata", "labels")).some(
    (key) => key === "reconcile.external-secrets.io/managed",
  );
  if (!external) return undefined;
  return { by: "controller", what: "an ExternalSecret", instead: "in the store that the ExternalSecret reads" };
}

function label({ metadata }: KubernetesObject, key: string): string | undefined {
  return metadata.labels?.[key];
}
