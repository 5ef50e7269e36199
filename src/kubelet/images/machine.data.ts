/** What a state is: the way in, a question that is asked, work that takes time, or one of the two ends. */
export type StateKind = "start" | "question" | "work" | "success" | "failure";

export interface MachineState {
  readonly id: string;
  readonly title: string;
  readonly kind: StateKind;
}

export interface MachineTransition {
  readonly from: string;
  readonly to: string;
  /** The condition, with the minors where not all have it. */
  readonly when: string;
}

/** States and transitions as data, for those who draw them or check a path against them. */
export interface Machine {
  readonly states: readonly MachineState[];
  readonly transitions: readonly MachineTransition[];
}

export type StateId =
  | "accepted"
  | "reference-valid"
  | "policy"
  | "present"
  | "access-verified"
  | "credentials"
  | "in-back-off"
  | "pulling"
  | "use-present"
  | "pulled"
  | "invalid-image-name"
  | "image-inspect-error"
  | "err-image-never-pull"
  | "lookup-error"
  | "image-pull-back-off"
  | "err-image-pull"
  | "registry-unavailable"
  | "signature-validation-failed";

const STATES: readonly (MachineState & { readonly id: StateId })[] = [
  { id: "accepted", title: "A container needs an image", kind: "start" },
  { id: "reference-valid", title: "The image string parses", kind: "question" },
  { id: "policy", title: "Which pull policy?", kind: "question" },
  { id: "present", title: "Is the image on the node?", kind: "question" },
  { id: "access-verified", title: "May this pod use the image?", kind: "question" },
  { id: "credentials", title: "Which credentials match?", kind: "question" },
  { id: "in-back-off", title: "Is the window open?", kind: "question" },
  { id: "pulling", title: "Pulling", kind: "work" },
  { id: "use-present", title: "Used as it is", kind: "success" },
  { id: "pulled", title: "Pulled", kind: "success" },
  { id: "invalid-image-name", title: "InvalidImageName", kind: "failure" },
  { id: "image-inspect-error", title: "ImageInspectError", kind: "failure" },
  { id: "err-image-never-pull", title: "ErrImageNeverPull", kind: "failure" },
  { id: "lookup-error", title: "Credentials cannot be read", kind: "failure" },
  { id: "image-pull-back-off", title: "ImagePullBackOff", kind: "failure" },
  { id: "err-image-pull", title: "ErrImagePull", kind: "failure" },
  { id: "registry-unavailable", title: "RegistryUnavailable", kind: "failure" },
  { id: "signature-validation-failed", title: "SignatureValidationFailed", kind: "failure" },
];

/** In the order of the way through; `when` tells of minors only where they differ. */
const TRANSITIONS: readonly (MachineTransition & { readonly from: StateId; readonly to: StateId })[] = [
  { from: "accepted", to: "invalid-image-name", when: "The image string does not parse" },
  { from: "accepted", to: "reference-valid", when: "The image string parses" },
  { from: "reference-valid", to: "policy", when: "Always so" },
  { from: "policy", to: "present", when: "IfNotPresent, Never; up to 1.31 Always too" },
  { from: "policy", to: "credentials", when: "Always, from 1.33" },
  { from: "policy", to: "in-back-off", when: "Always, 1.32" },
  { from: "present", to: "image-inspect-error", when: "The runtime cannot say" },
  { from: "present", to: "err-image-never-pull", when: "Absent, and the policy is Never" },
  { from: "present", to: "use-present", when: "Present, and the kubelet does not verify" },
  { from: "present", to: "access-verified", when: "Present, and the kubelet verifies (from 1.35)" },
  {
    from: "present",
    to: "credentials",
    when: "A pull is due, from 1.33; 1.33 and 1.34 look credentials up before they verify",
  },
  { from: "present", to: "in-back-off", when: "A pull is due, up to 1.32" },
  { from: "credentials", to: "lookup-error", when: "A pull secret does not decode" },
  { from: "credentials", to: "use-present", when: "Present, and the kubelet does not verify (1.33)" },
  { from: "credentials", to: "access-verified", when: "Present, and the kubelet verifies (1.33, 1.34)" },
  { from: "credentials", to: "in-back-off", when: "A pull is due" },
  { from: "access-verified", to: "use-present", when: "The policy asks for no proof, or a record admits the pod" },
  { from: "access-verified", to: "err-image-never-pull", when: "No proof, and the policy is Never" },
  { from: "access-verified", to: "lookup-error", when: "A pull secret does not decode" },
  { from: "access-verified", to: "credentials", when: "No proof: a pull has to give it (from 1.35)" },
  { from: "access-verified", to: "in-back-off", when: "No proof: a pull has to give it (1.33, 1.34)" },
  { from: "in-back-off", to: "image-pull-back-off", when: "A pull failed, and its window is not over" },
  { from: "in-back-off", to: "pulling", when: "No failure, or its window is over" },
  { from: "pulling", to: "pulled", when: "The runtime has pulled the image" },
  { from: "pulling", to: "err-image-pull", when: "The pull failed" },
  { from: "pulling", to: "registry-unavailable", when: "The runtime's error begins with RegistryUnavailable" },
  {
    from: "pulling",
    to: "signature-validation-failed",
    when: "The runtime's error begins with SignatureValidationFailed",
  },
];

/** The image manager's part of a container's way. */
export const IMAGE_MACHINE: Machine = { states: STATES, transitions: TRANSITIONS };
