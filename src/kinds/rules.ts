import type { Minor } from "./minor.ts";

/**
 * Everything about the kubelet (and of what surrounds it) that is a number or a choice, as one readonly value. The
 * engine reads only this, never the minor: a patched copy is an engine with a wrong belief. `rulesOf(minor)` gives the
 * real ones; sources are the sections of the upstream code that the field comments name.
 */
export interface Rules {
  readonly minor: Minor;
  readonly reference: ReferenceRules;
  readonly credentials: CredentialRules;
  readonly backoff: BackoffRules;
  readonly images: ImageRules;
  readonly verification: VerificationRules;
  readonly sync: SyncRules;
  readonly status: StatusRules;
  readonly events: EventRules;
  readonly admission: AdmissionRules;
  readonly printer: PrinterRules;
  readonly scheduler: SchedulerRules;
}

/** What the scheduler says of nodes that a pod does not fit (pkg/scheduler). */
export interface SchedulerRules {
  /** A taint in the way is named. */
  readonly namesTaints: boolean;
  /** A pod that is larger than an empty node is not helped by preemption. */
  readonly sizeIsFinal: boolean;
  /** Claims of devices are looked at before preemption, and the sentence says so. */
  readonly looksAtClaims: boolean;
  /** A refused pod waits before it is tried again, also while the scheduler has nothing else to do. */
  readonly waitsIdle: boolean;
  /** The event of a pod that was pushed out says by which. */
  readonly preemptorIsNamed: boolean;
}

/** The grammar of image references (distribution/reference as vendored) and the wrapping of its errors. */
export interface ReferenceRules {
  /** A first component with an upper-case letter is a host. */
  readonly uppercaseHost: boolean;
  readonly ipv6Host: boolean;
  /** What may have at most 255 characters. */
  readonly lengthLimit: "host-and-path" | "path";
  /** The error about upper case names the path. */
  readonly errorNamesPath: boolean;
}

/** Pull secrets and the keyring (pkg/credentialprovider). */
export interface CredentialRules {
  /** A host with a colon too many (`host:1:2`) makes the key unusable instead of never matching. */
  readonly strictHosts: boolean;
  /** A user name or password that is not UTF-8 cannot be sent to the runtime. */
  readonly invalidUtf8Fails: boolean;
  /** The node's file and its plugins give one list, sorted by key; else the file's come before the plugins'. */
  readonly mergesNodeProviders: boolean;
  /** Which of ports, paths and types count; all real kubelets say true. */
  readonly matchPort: boolean;
  readonly matchPath: boolean;
  readonly requireType: boolean;
  /** Secrets are looked up in the pod's namespace only. */
  readonly ownNamespaceOnly: boolean;
  /** After credentials that failed, ask once without. No real kubelet does. */
  readonly anonymousAfterCredentials: boolean;
}

/** client-go's back-off as the kubelet sets it up for images. Seconds. */
export interface BackoffRules {
  readonly initialSeconds: number;
  readonly maxSeconds: number;
  readonly growth: "double" | "constant" | "linear";
  /** An entry untouched for more than this many times the maximum is forgotten. */
  readonly forgottenAfterMaxTimes: number;
  readonly key: "pod-and-image" | "image";
  readonly clearedBySuccess: boolean;
  readonly clearedBySecretChange: boolean;
  /** False: never pulls again after a failure. */
  readonly retries: boolean;
}

/** The image manager (pkg/kubelet/images). */
export interface ImageRules {
  /** Policy Always asks the runtime for the image before it pulls. */
  readonly inspectsWithAlways: boolean;
  /** `Failed to inspect image "NAME"`; else the name is empty. */
  readonly inspectMessageNamesImage: boolean;
  /** When the pull secrets are decoded. */
  readonly keyring: "in-pull" | "before-presence" | "when-verifying-or-pulling" | "when-needed";
  /** waiting.message in back-off carries reason and message of the last failure. */
  readonly backOffMessageNamesCause: boolean;
  /** `ErrImagePull` comes first; false: a failed pull shows ImagePullBackOff at once. */
  readonly failureShowsErrImagePull: boolean;
  readonly neverPullsWithNever: boolean;
  /** What is on the node is used without a question to the registry, where the policy is not Always. */
  readonly presentIsEnough: boolean;
  /** With policy Always a pull that fails is a failure, although an older image is on the node. */
  readonly alwaysNeedsRegistry: boolean;
  /** A pull that takes longer has failed. Real kubelets wait for as long as it goes on. */
  readonly longestPullSeconds: number | "any";
  /** The waiting reason inside a window. */
  readonly backOffReason: "ImagePullBackOff" | "CrashLoopBackOff";
  readonly pulledMessage: "plain" | "with-size";
}

/** KEP-2535 (pkg/kubelet/images/pullmanager). */
export interface VerificationRules {
  readonly gate: "absent" | "off" | "on";
  /** Allow list and records name repositories without tag (1.36) instead of the pod's string. */
  readonly repositoryAsWritten: boolean;
  readonly serviceAccounts: boolean;
}

/** When pods are looked at (pkg/kubelet: pod_workers, work queue, PLEG). Seconds. */
export interface SyncRules {
  readonly afterErrorSeconds: number;
  readonly afterSuccessSeconds: number;
  /** Delays are times 1 + jitter × u, u uniform in [0, 1). */
  readonly jitter: number;
  readonly tickSeconds: number;
  readonly relistSeconds: number;
  /** An error that contains a crash back-off moves the next sync to its end. */
  readonly crashBackOffMovesSync: boolean;
}

/** What the kubelet writes into pod.status. */
export interface StatusRules {
  /** The published status is the outcome of the sync before. False: the outcome shows at once. */
  readonly lagsOneSync: boolean;
  readonly volumeMounts: boolean;
  readonly observedGeneration: boolean;
  /** `status.hostIPs` beside hostIP, and the condition PodReadyToStartContainers. */
  readonly hostIPs: boolean;
  readonly readyToStartContainers: boolean;
  /** Containers that were created tell their resources. */
  readonly containerResources: boolean;
  readonly sidecars: boolean;
  readonly imageVolumes: boolean;
  readonly createdMessage: "bare" | "colon" | "container-created";
  readonly pullsCountAsRestarts: boolean;
}

/** client-go's event correlator with the kubelet's options. */
export interface EventRules {
  readonly spamBucketPerType: boolean;
  readonly spamBurst: number;
  readonly spamRefillSeconds: number;
  readonly aggregateMessages: number;
  readonly aggregateSeconds: number;
  readonly cacheEntries: number;
}

/** Defaulting and admission in the API server. */
export interface AdmissionRules {
  readonly latestMeansAlways: boolean;
  readonly policyFollowsTag: boolean;
  readonly secretsMutable: boolean;
  /** Containers may be privileged: the server's own flag, on wherever clusters are. */
  readonly allowsPrivileged: boolean;
  /** The service account's secrets reach a pod: at its creation, or at each sync. */
  readonly serviceAccountSecrets: "at-creation" | "at-sync";
  readonly alwaysPullImagesCoversVolumes: boolean;
  /** `metadata.generation` of pods counts changes of their spec and their deletion. */
  readonly podGeneration: boolean;
  /** A changed pod whose class of service would be another is told so, beside what else is wrong with the change. */
  readonly refusesOtherQuality: boolean;
  /** `creationTimestamp: null` stands in the metadata of pod templates. */
  readonly nullTemplateTime: boolean;
  /** A deployment's event says `from 0 to 2`; before, `to 2` of a new replica set and `to 2 from 1` of another. */
  readonly scalingSaysFromFirst: boolean;
  /** How a refused change of a pod is shown: go-cmp's print of the structs, or a diff of their JSON. */
  readonly podDifference: "struct" | "json";
  /** Fields of the internal PodSpec that came later. */
  readonly podSpecLacks: readonly string[];
  /** `Type.field` of the API types that came later. */
  readonly unknownFields: readonly string[];
  /** `restartPolicy` of a container that is no sidecar. */
  readonly containerRestart: "refused" | "dropped" | "kept";
  /** Names of environment variables: identifiers with dots and hyphens, or everything that can be printed. */
  readonly variableNames: "identifier" | "printable";
  /** Line of apimachinery's scheme.go that errors about unknown kinds name. */
  readonly schemeLine: number;
  /** How wrong values of objects are shown. */
  readonly wrongValues: "go" | "json";
  /** A toleration with a value too many is shown as a whole. */
  readonly showsTolerations: boolean;
  /** Pods may have users of their own on the node (the feature UserNamespacesSupport). */
  readonly hostUsers: boolean;
  /** A fault that two checks find is told twice in the details. */
  readonly causesRepeat: boolean;
  /** Where a patch is no JSON, the answer says why. */
  readonly patchFaultIsNamed: boolean;
}

/** What kubectl and the API server's tables print. */
export interface PrinterRules {
  readonly statusIs: "waiting-reason" | "phase";
  readonly firstContainerWins: boolean;
  readonly initPrefix: boolean;
  /** Containers count once condition Initialized is True, whatever the init containers say. */
  readonly initializedShowsContainers: boolean;
  readonly finishedPodsTerminate: boolean;
  readonly completedShowsOtherError: boolean;
  readonly sidecarsCount: boolean;
  readonly logsTellWhy: boolean;
  /** The table of service accounts counts their secrets; the one of nodes names the architecture behind the kernel. */
  readonly serviceAccountsCountSecrets: boolean;
  readonly kernelNamesArchitecture: boolean;
  /** The table of jobs tells their status. */
  readonly jobsShowStatus: boolean;
  /** The table of autoscalers names the resource of a target: `cpu: 40%/80%`. */
  readonly targetsNameResources: boolean;
  /** `describe` puts the field path of an event before its message. */
  readonly describeNamesFieldPath: boolean;
  /** `8080/TCP (http)`. */
  readonly describeNamesPorts: boolean;
  /** `#success=1 #failure=3`, or `successThreshold=1 failureThreshold=3`. */
  readonly describeThresholds: "signs" | "words";
  /** What kubectl knows of pods: their own resources, image volumes, what groups them for scheduling. */
  readonly describePodResources: boolean;
  readonly describeImageVolumes: boolean;
  readonly describeWorkload: "none" | "workload" | "scheduling-group";
  /** Node selectors and tolerations of a pod template. */
  readonly describePlacement: boolean;
  /** `SecretOptionalName: <nil>`, or `Optional: false`. */
  readonly describeProjectedOptional: "pointer" | "value";
  /** Secrets and tokens of a service account, and which are not there. */
  readonly describeAccountSecrets: boolean;
  /** An empty line behind each value of a config map. */
  readonly describeSpacesData: boolean;
  readonly describeKubeProxy: boolean;
  /** What a pod is taken to use of its node: its spec, or what the kubelet has granted or set up where that is more. */
  readonly describePodUse: "spec" | "allocated" | "actuated" | "granted" | "effective" | "compared";
  /** `logs` of a pod that is not there names the namespace; `delete` names that of what is gone. */
  readonly logsNameNamespace: boolean;
  readonly deleteNamesNamespace: boolean;
  /** `rollout undo` warns of what `apply` will do next; `wait` takes more than one `--for`. */
  readonly undoWarnsOfApply: boolean;
  readonly waitTakesSeveral: boolean;
}
