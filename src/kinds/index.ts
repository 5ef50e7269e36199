/**
 * Shapes and word lists that more than one room speaks. A *world* is an initial state plus actions over time, a *trace*
 * is the log of one run of it, *rules* are what the engine believes: the real ones of a minor, or a patched copy.
 */
export type {
  Container,
  ContainerState,
  ContainerStatus,
  EventType,
  KubernetesObject,
  ObjectMeta,
  ObjectReference,
  OwnerReference,
  Pod,
  PodCondition,
  PodPhase,
  PodSpec,
  PodStatus,
  Probe,
  PullPolicy,
  RestartPolicy,
  SecretObject,
  Volume,
  VolumeMount,
} from "./kubernetes.ts";
export { POD_PHASES } from "./kubernetes.ts";
export { DEFAULT_MINOR, isMinor, MINORS } from "./minor.ts";
export type { Minor } from "./minor.ts";
export { MEDIA_TYPES, parsePlatform, platformText } from "./oci.ts";
export type { Descriptor, Platform } from "./oci.ts";
export {
  addQuantities,
  compareQuantities,
  parseQuantity,
  quantityText,
  quantityValue,
  ZERO_QUANTITY,
} from "./quantity.ts";
export type { Quantity } from "./quantity.ts";
export { API_RESOURCES, apiVersionOf, qualifiedResource } from "./resources.data.ts";
export { findResource } from "./find-resource.ts";
export type { ApiResource } from "./resources.data.ts";
export { rulesOf } from "./rules.data.ts";
export type {
  AdmissionRules,
  BackoffRules,
  CredentialRules,
  EventRules,
  ImageRules,
  PrinterRules,
  SchedulerRules,
  ReferenceRules,
  Rules,
  StatusRules,
  SyncRules,
  VerificationRules,
} from "./rules.ts";
export { fieldsOf } from "./schema.ts";
export type { Field } from "./schema.ts";
export type {
  About,
  AdmissionData,
  ApiData,
  BackoffData,
  CredentialData,
  CriData,
  DecisionData,
  Entries,
  Entry,
  EntryBase,
  EntryData,
  EntryKind,
  EventData,
  HttpData,
  Recorder,
  StatusData,
  SyncData,
  SyncTrigger,
  Trace,
  UserData,
} from "./trace.ts";
export { DEFAULT_RUNTIME, RUNTIMES } from "./runtime-name.ts";
export type { RuntimeName } from "./runtime-name.ts";
export type {
  KubeletConfiguration,
  MirrorHost,
  MirrorsWorld,
  NodeChange,
  NodeImageWorld,
  NodeSettings,
  NodeTiming,
  NodeWorld,
  ProxyAnswer,
  ProxyWorld,
  PullRecordWorld,
  ReachWorld,
  VerificationPolicy,
} from "./node-world.ts";
export { FAILED_PULL_REASONS, IMAGE_REASONS, PULL_REASONS } from "./image-reasons.ts";
export { FAULT_POINTS, REGISTRY_MANNERS, SIMPLE_FAULTS } from "./world.ts";
export type {
  ClusterWorld,
  FaultPoint,
  FaultWorld,
  ImageWorld,
  LayerDefect,
  PushedWorld,
  RegistryAuth,
  RegistryChange,
  RegistryFault,
  RegistryManner,
  RegistryNetwork,
  RegistryUser,
  RegistryWorld,
  RepositoryWorld,
  World,
  WorldAction,
} from "./world.ts";
export type {
  ContainerFacts,
  EventFacts,
  Lines,
  LoginFacts,
  RegistryFacts,
  RegistryWord,
  MessageFacts,
  PodFacts,
  SecretFacts,
  NodeFacts,
  AccountFacts,
  SiblingFacts,
  Seen,
  Snapshot,
} from "./snapshot.ts";
export type { Alternative, Evidence, NextTry, Verdict } from "./verdict.ts";
