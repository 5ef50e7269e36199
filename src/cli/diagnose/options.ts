import { failed, ok, type Outcome } from "../../base/index.ts";
import type { ClusterTarget } from "../../cluster/index.ts";
import type { Minor, Platform } from "../../kinds/index.ts";
import type { KubeconfigOptions } from "../../node/index.ts";
import { type ClusterFlags, kubeconfigOf } from "../cluster-flags.ts";
import type { Typed } from "../entry.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { DiagnoseFormat } from "./formats.ts";
import { parseTargets } from "./targets.ts";

export interface DiagnoseOptions {
  /** Where to look: in texts, in a cluster, or in standard input where it holds something, else in a cluster. */
  readonly where: "text" | "cluster" | "either" | "images";
  readonly filenames: readonly string[];
  /** A flag was given that makes sense in a cluster only. */
  readonly wantsCluster: boolean;
  /** To be asked about without a cluster. */
  readonly images: readonly string[];
  /** Of images that are asked about, and of nodes that do not say. */
  readonly platform?: Platform;
  /** Goes on until all is well. */
  readonly watch: boolean;
  readonly cluster: ClusterOptions;
  /** Assumed where nothing says another. */
  readonly kubelet?: Minor;
  readonly output: DiagnoseFormat;
}

export interface ClusterOptions {
  readonly kubeconfig: KubeconfigOptions;
  /** Without a namespace: that of the context. */
  readonly target: ClusterTarget;
  readonly allNamespaces: boolean;
  /** Milliseconds. */
  readonly timeout: number;
  /** Absent: no registry is asked. */
  readonly registries?: RegistryOptions;
}

/** Whom registries' answers may involve. */
export interface RegistryOptions {
  /** Token services beside those that belong to the registry. */
  readonly realms: readonly string[];
  readonly plainHttp: readonly string[];
  /** Files that name mirrors, as nodes have them. */
  readonly mirrorFiles: readonly string[];
  /** PEM files of further authorities. */
  readonly caFiles: readonly string[];
}

interface DiagnoseFlags extends ClusterFlags {
  readonly filename?: readonly string[];
  readonly kubelet?: Minor;
  readonly offline?: true;
  readonly allowRealm?: readonly string[];
  readonly plainHttp?: readonly string[];
  readonly extraCa?: readonly string[];
  readonly mirrors?: readonly string[];
  readonly platform?: Platform;
  readonly watch?: true;
  readonly output: DiagnoseOptions["output"];
}

export function diagnoseOptions({ args, flags }: Typed<DiagnoseFlags>): Outcome<DiagnoseOptions, Fault> {
  const targets = parseTargets(args);
  if (!targets.ok) return targets;
  const { objects, images } = targets.value;
  const { filename = [], kubelet, output, platform, watch = false } = flags;
  if (watch && (images.length > 0 || typeof output !== "string" || output !== "text")) return failed(watchesText());
  const inCluster = args.length > 0 || Object.keys(CLUSTER_ONLY).some((flag) => flag in flags);
  if (images.length === 0 && filename.length > 0 && args.length > 0) return failed(twoPlaces());
  if (flags.allNamespaces === true && objects.some(({ resource }) => resource !== "nodes"))
    return failed(nameEverywhere());
  return ok({
    where: images.length > 0 ? "images" : filename.length > 0 ? "text" : inCluster ? "cluster" : "either",
    filenames: filename,
    wantsCluster: inCluster,
    images,
    watch,
    ...(platform !== undefined && { platform }),
    cluster: clusterOptions(flags, objects),
    output,
    ...(kubelet !== undefined && { kubelet }),
  });
}

/** Flags that make sense in a cluster only. */
const CLUSTER_ONLY = {
  namespace: true,
  allNamespaces: true,
  selector: true,
  fieldSelector: true,
  context: true,
  kubeconfig: true,
  as: true,
  asGroup: true,
  watch: true,
} as const satisfies Readonly<Partial<Record<keyof DiagnoseFlags, true>>>;

function clusterOptions(flags: DiagnoseFlags, objects: ClusterTarget["objects"]): ClusterOptions {
  const { namespace, allNamespaces = false, selector, fieldSelector, timeout } = flags;
  const target = {
    objects,
    ...(namespace !== undefined && { namespace }),
    ...(selector !== undefined && { selector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
  const { offline, allowRealm = [], plainHttp = [], extraCa = [], mirrors = [] } = flags;
  const registries = { realms: allowRealm, plainHttp, caFiles: extraCa, mirrorFiles: mirrors };
  return {
    kubeconfig: kubeconfigOf(flags),
    target,
    allNamespaces,
    timeout,
    ...(offline === undefined && { registries }),
  };
}

function watchesText(): Fault {
  return cliFault("CLI_USAGE", "Cannot follow so: -w is for pods of a cluster, and for text");
}

function nameEverywhere(): Fault {
  const hint = "Either a namespace with -n, or no target";
  return cliFault("CLI_USAGE", "Cannot look at an object by its name in all namespaces: one namespace is wanted", hint);
}

export function twoPlaces(): Fault {
  const hint = "A pattern that the shell should leave alone needs quotes: -f 'logs/*.txt'";
  return cliFault("CLI_USAGE", "Cannot look into a file and a cluster at once: either -f or a target is wanted", hint);
}
