const OLDEST = "of 1.29 only, which no kubectl that is tried here still talks to";
const PRIVILEGED = "the recorded server was started with --allow-privileged=false, clusters are not";
const KINDLESS =
  "a patch whose result says neither kind nor name is refused alike, without the warning that such an object has no spec";

/** `ID MINOR` of vectors that do not hold, with the reason. The aim is none. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  "pod-admission-0164 1.29": `a generation that a client gives is kept: ${OLDEST}`,
  "pod-admission-0271 1.29": `hostUsers is dropped as its feature was off: ${OLDEST}`,
  "pod-admission-0280 1.29": `a toleration is shown as a struct of Go: ${OLDEST}`,
  "pod-admission-0457 1.29": `a class of service that would change is refused in other words: ${OLDEST}`,
  "pod-admission-0645 1.29": `likewise, among other changes: ${OLDEST}`,
  "pod-admission-0351 1.34": PRIVILEGED,
  "pod-admission-0351 1.35": PRIVILEGED,
  "pod-admission-0351 1.36": PRIVILEGED,
  "pod-admission-0351 1.37": PRIVILEGED,
  "patch-0238 1.29": KINDLESS,
  "patch-0238 1.33": KINDLESS,
  "patch-0238 1.34": KINDLESS,
  "patch-0238 1.35": KINDLESS,
  "patch-0238 1.36": KINDLESS,
  "patch-0238 1.37": KINDLESS,
};
