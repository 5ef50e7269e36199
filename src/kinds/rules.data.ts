import { MINORS, type Minor } from "./minor.ts";
import type { Rules } from "./rules.ts";

/** Rules that no minor from 1.28 to 1.37 changes; sections are those of the kubelet's own packages named in rules.ts. */
const SAME = {
  backoff: {
    initialSeconds: 10,
    maxSeconds: 300,
    growth: "double",
    forgottenAfterMaxTimes: 2,
    key: "pod-and-image",
    clearedBySuccess: false,
    clearedBySecretChange: false,
    retries: true,
  },
  sync: { afterErrorSeconds: 10, afterSuccessSeconds: 60, jitter: 0.5, tickSeconds: 1, relistSeconds: 1 },
  credentials: {
    matchPort: true,
    matchPath: true,
    requireType: true,
    ownNamespaceOnly: true,
    anonymousAfterCredentials: false,
  },
  images: {
    failureShowsErrImagePull: true,
    neverPullsWithNever: true,
    presentIsEnough: true,
    alwaysNeedsRegistry: true,
    longestPullSeconds: "any",
    backOffReason: "ImagePullBackOff",
  },
  events: {
    spamBurst: 25,
    spamRefillSeconds: 300,
    aggregateMessages: 10,
    aggregateSeconds: 600,
    cacheEntries: 4096,
  },
  status: { lagsOneSync: true, pullsCountAsRestarts: false },
  admission: {
    latestMeansAlways: true,
    policyFollowsTag: false,
    secretsMutable: false,
    allowsPrivileged: true,
    serviceAccountSecrets: "at-creation",
  },
  printer: {
    statusIs: "waiting-reason",
    firstContainerWins: true,
    initPrefix: true,
    initializedShowsContainers: true,
    sidecarsCount: true,
    logsTellWhy: false,
  },
} as const;

/** The value of a rule from a minor on, until the next row of the same rule. */
type Since<T> = readonly (readonly [Minor, T])[];

/** Every difference between minors, one row a change. */
const CHANGES = {
  uppercaseHost: since<boolean>(["1.28", false], ["1.29", true]),
  ipv6Host: since<boolean>(["1.28", false], ["1.29", true]),
  errorNamesPath: since<boolean>(["1.28", false], ["1.29", true]),
  lengthLimit: since<Rules["reference"]["lengthLimit"]>(["1.28", "host-and-path"], ["1.32", "path"]),
  strictHosts: since<boolean>(["1.28", false], ["1.36", true]),
  invalidUtf8Fails: since<boolean>(["1.28", false], ["1.34", true]),
  mergesNodeProviders: since<boolean>(["1.28", true], ["1.33", false]),
  inspectsWithAlways: since<boolean>(["1.28", true], ["1.32", false]),
  inspectMessageNamesImage: since<boolean>(["1.28", true], ["1.32", false]),
  keyring: since<Rules["images"]["keyring"]>(
    ["1.28", "in-pull"],
    ["1.33", "before-presence"],
    ["1.34", "when-verifying-or-pulling"],
    ["1.35", "when-needed"],
  ),
  backOffMessageNamesCause: since<boolean>(["1.28", false], ["1.32", true]),
  pulledMessage: since<Rules["images"]["pulledMessage"]>(["1.28", "plain"], ["1.30", "with-size"]),
  gate: since<Rules["verification"]["gate"]>(["1.28", "absent"], ["1.33", "off"], ["1.35", "on"]),
  repositoryAsWritten: since<boolean>(["1.28", false], ["1.36", true]),
  serviceAccounts: since<boolean>(["1.28", false], ["1.34", true]),
  crashBackOffMovesSync: since<boolean>(["1.28", false], ["1.35", true]),
  volumeMounts: since<boolean>(["1.28", false], ["1.31", true]),
  observedGeneration: since<boolean>(["1.28", false], ["1.34", true]),
  hostIPs: since<boolean>(["1.28", false], ["1.29", true]),
  readyToStartContainers: since<boolean>(["1.28", false], ["1.29", true]),
  containerResources: since<boolean>(["1.28", false], ["1.33", true]),
  sidecars: since<boolean>(["1.28", false], ["1.29", true]),
  imageVolumes: since<boolean>(["1.28", false], ["1.35", true]),
  createdMessage: since<Rules["status"]["createdMessage"]>(
    ["1.28", "bare"],
    ["1.30", "colon"],
    ["1.35", "container-created"],
  ),
  spamBucketPerType: since<boolean>(["1.28", false], ["1.32", true]),
};

/** Likewise what the API server does with objects, by the names of the rules. */
const ADMISSION_CHANGES = {
  alwaysPullImagesCoversVolumes: since<boolean>(["1.28", false], ["1.31", true]),
  podGeneration: since<boolean>(["1.28", false], ["1.33", true]),
  refusesOtherQuality: since<boolean>(["1.28", false], ["1.29", true], ["1.32", false]),
  nullTemplateTime: since<boolean>(["1.28", true], ["1.34", false]),
  scalingSaysFromFirst: since<boolean>(["1.28", false], ["1.32", true]),
  podDifference: since<Rules["admission"]["podDifference"]>(["1.28", "struct"], ["1.34", "json"]),
  podSpecLacks: since<readonly string[]>(
    ["1.28", ["Resources", "HostnameOverride", "WorkloadRef"]],
    ["1.32", ["HostnameOverride", "WorkloadRef"]],
    ["1.34", ["WorkloadRef"]],
    ["1.35", []],
  ),
  containerRestart: since<Rules["admission"]["containerRestart"]>(
    ["1.28", "refused"],
    ["1.34", "dropped"],
    ["1.35", "kept"],
  ),
  variableNames: since<Rules["admission"]["variableNames"]>(["1.28", "identifier"], ["1.32", "printable"]),
  schemeLine: since<number>(["1.28", 100], ["1.33", 110], ["1.35", 111]),
  wrongValues: since<Rules["admission"]["wrongValues"]>(["1.28", "go"], ["1.34", "json"]),
  showsTolerations: since<boolean>(["1.28", true], ["1.32", false]),
  hostUsers: since<boolean>(["1.28", false], ["1.33", true]),
  causesRepeat: since<boolean>(["1.28", true], ["1.37", false]),
  patchFaultIsNamed: since<boolean>(["1.28", true], ["1.37", false]),
};

/** Fields of pods by the minor that first knew them. */
const FIELDS: Partial<Readonly<Record<Minor, readonly string[]>>> = {
  "1.30": ["SecurityContext.appArmorProfile", "PodSecurityContext.appArmorProfile", "VolumeMount.recursiveReadOnly"],
  "1.31": ["Volume.image", "PodSecurityContext.supplementalGroupsPolicy"],
  "1.32": ["PodSpec.resources"],
  "1.33": ["Lifecycle.stopSignal"],
  "1.34": ["PodSpec.hostnameOverride", "Container.restartPolicyRules", "EnvVarSource.fileKeyRef"],
  "1.35": ["PodSpec.workloadRef"],
};

/** Likewise what the scheduler says. */
const SCHEDULER_CHANGES = {
  namesTaints: since<boolean>(["1.28", true], ["1.34", false]),
  sizeIsFinal: since<boolean>(["1.28", false], ["1.34", true]),
  looksAtClaims: since<boolean>(["1.28", false], ["1.34", true]),
  waitsIdle: since<boolean>(["1.28", true], ["1.33", false]),
  preemptorIsNamed: since<boolean>(["1.28", false], ["1.29", true]),
};

/** Likewise what kubectl and the tables of the API server print, by the names of the rules. */
const PRINTER_CHANGES = {
  finishedPodsTerminate: since<boolean>(["1.28", true], ["1.31", false]),
  completedShowsOtherError: since<boolean>(["1.28", false], ["1.35", true]),
  serviceAccountsCountSecrets: since<boolean>(["1.28", true], ["1.35", false]),
  kernelNamesArchitecture: since<boolean>(["1.28", false], ["1.36", true]),
  jobsShowStatus: since<boolean>(["1.28", false], ["1.31", true]),
  targetsNameResources: since<boolean>(["1.28", false], ["1.30", true]),
  describeNamesFieldPath: since<boolean>(["1.28", false], ["1.35", true]),
  describeNamesPorts: since<boolean>(["1.28", false], ["1.34", true]),
  describeThresholds: since<Rules["printer"]["describeThresholds"]>(["1.28", "signs"], ["1.37", "words"]),
  describePodResources: since<boolean>(["1.28", false], ["1.32", true]),
  describeImageVolumes: since<boolean>(["1.28", false], ["1.32", true]),
  describeWorkload: since<Rules["printer"]["describeWorkload"]>(
    ["1.28", "none"],
    ["1.35", "workload"],
    ["1.36", "scheduling-group"],
  ),
  describePlacement: since<boolean>(["1.28", false], ["1.30", true]),
  describeProjectedOptional: since<Rules["printer"]["describeProjectedOptional"]>(
    ["1.28", "pointer"],
    ["1.33", "value"],
  ),
  describeAccountSecrets: since<boolean>(["1.28", true], ["1.35", false]),
  describeSpacesData: since<boolean>(["1.28", false], ["1.31", true]),
  describeKubeProxy: since<boolean>(["1.28", true], ["1.36", false]),
  describePodUse: since<Rules["printer"]["describePodUse"]>(
    ["1.28", "spec"],
    ["1.29", "allocated"],
    ["1.32", "actuated"],
    ["1.33", "granted"],
    ["1.36", "effective"],
    ["1.37", "compared"],
  ),
  logsNameNamespace: since<boolean>(["1.28", false], ["1.30", true]),
  deleteNamesNamespace: since<boolean>(["1.28", false], ["1.34", true]),
  undoWarnsOfApply: since<boolean>(["1.28", false], ["1.36", true]),
  waitTakesSeveral: since<boolean>(["1.28", false], ["1.36", true]),
};

function since<T>(...rows: Since<T>): Since<T> {
  return rows;
}

/** The rules of the real kubelet, API server and kubectl of one minor. */
export function rulesOf(minor: Minor): Rules {
  const at = <T>(rows: Since<T>): T => valueAt(rows, minor);
  const is = CHANGES;
  return {
    minor,
    backoff: SAME.backoff,
    reference: {
      uppercaseHost: at(is.uppercaseHost),
      ipv6Host: at(is.ipv6Host),
      lengthLimit: at(is.lengthLimit),
      errorNamesPath: at(is.errorNamesPath),
    },
    credentials: {
      ...SAME.credentials,
      strictHosts: at(is.strictHosts),
      invalidUtf8Fails: at(is.invalidUtf8Fails),
      mergesNodeProviders: at(is.mergesNodeProviders),
    },
    images: {
      ...SAME.images,
      inspectsWithAlways: at(is.inspectsWithAlways),
      inspectMessageNamesImage: at(is.inspectMessageNamesImage),
      keyring: at(is.keyring),
      backOffMessageNamesCause: at(is.backOffMessageNamesCause),
      pulledMessage: at(is.pulledMessage),
    },
    verification: {
      gate: at(is.gate),
      repositoryAsWritten: at(is.repositoryAsWritten),
      serviceAccounts: at(is.serviceAccounts),
    },
    sync: { ...SAME.sync, crashBackOffMovesSync: at(is.crashBackOffMovesSync) },
    status: {
      ...SAME.status,
      volumeMounts: at(is.volumeMounts),
      observedGeneration: at(is.observedGeneration),
      hostIPs: at(is.hostIPs),
      readyToStartContainers: at(is.readyToStartContainers),
      containerResources: at(is.containerResources),
      sidecars: at(is.sidecars),
      imageVolumes: at(is.imageVolumes),
      createdMessage: at(is.createdMessage),
    },
    events: { ...SAME.events, spamBucketPerType: at(is.spamBucketPerType) },
    admission: {
      ...SAME.admission,
      ...valuesAt(ADMISSION_CHANGES, minor),
      unknownFields: laterFields(minor),
    },
    printer: { ...SAME.printer, ...valuesAt(PRINTER_CHANGES, minor) },
    scheduler: valuesAt(SCHEDULER_CHANGES, minor),
  };
}

type Values<C> = { readonly [K in keyof C]: C[K] extends Since<infer T> ? T : never };

function valuesAt<C extends Readonly<Record<string, Since<unknown>>>>(changes: C, minor: Minor): Values<C> {
  const values = Object.entries(changes).map(([rule, rows]) => [rule, valueAt(rows, minor)]);
  return Object.fromEntries(values) as Values<C>;
}

function laterFields(minor: Minor): readonly string[] {
  const later = MINORS.slice(MINORS.indexOf(minor) + 1);
  return later.flatMap((own) => FIELDS[own] ?? []);
}

function valueAt<T>(rows: Since<T>, minor: Minor): T {
  const wanted = MINORS.indexOf(minor);
  const row = rows.findLast(([from]) => MINORS.indexOf(from) <= wanted);
  if (row === undefined) throw new Error(`No value for Kubernetes ${minor}`);
  return row[1];
}
