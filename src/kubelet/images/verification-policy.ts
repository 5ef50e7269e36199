import { failed, ok, type Outcome } from "../../base/index.ts";
import type { KubeletConfiguration, Rules, VerificationPolicy } from "../../kinds/index.ts";
import { allows, type AllowList, parseAllowList } from "./allow-list.ts";

/** Whether a present image needs verification; `pulledByKubelet`: there is a record or an intent of it. */
export type NeedsVerification = (image: string, pulledByKubelet: boolean) => boolean;

const POLICIES: Readonly<Record<VerificationPolicy, (pulledByKubelet: boolean, listed: () => boolean) => boolean>> = {
  NeverVerify: () => false,
  NeverVerifyPreloadedImages: (pulledByKubelet) => pulledByKubelet,
  NeverVerifyAllowlistedImages: (_, listed) => !listed(),
  AlwaysVerify: () => true,
};

/** The gate KubeletEnsureSecretPulledImages. */
export function verifiesPresentImages(rules: Rules, configuration: KubeletConfiguration): boolean {
  const { gate } = rules.verification;
  if (gate === "absent") return false;
  return configuration.ensureSecretPulledImages ?? gate === "on";
}

/** The configured policy; the fault is the text with which the kubelet refuses to start. */
export function verificationPolicy(
  rules: Rules,
  configuration: KubeletConfiguration,
): Outcome<NeedsVerification, string> {
  const name = configuration.imagePullCredentialsVerificationPolicy;
  const list = listFor(name, rules, configuration);
  if (!list.ok) return failed(list.fault);
  return ok((image, pulledByKubelet) => POLICIES[name](pulledByKubelet, () => allows(list.value, image, rules)));
}

/** Other policies do not read the list, so a bad one does no harm there. */
function listFor(
  policy: VerificationPolicy,
  rules: Rules,
  configuration: KubeletConfiguration,
): Outcome<AllowList, string> {
  const entries = policy === "NeverVerifyAllowlistedImages" ? configuration.preloadedImagesVerificationAllowlist : [];
  return parseAllowList(entries, rules);
}
