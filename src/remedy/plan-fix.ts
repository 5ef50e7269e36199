import { parseImage } from "../reference/index.ts";
import { type Answer, type Case, type Draft, imagesOf, needing, nothing, proofOf, type Question } from "./case.ts";
import { loginPlan } from "./login-plan.ts";
import { loginsFor } from "./logins.ts";
import { imagesOfPods, platformPlan, someonesPlatform } from "./platform-plan.ts";
import type { Change, Plan } from "./plan.ts";
import { imageChanges, policyChanges } from "./workload-changes.ts";

/** What registries have to be asked before anything can be planned: as everybody who might be let in. */
export function questionsOf({ verdict, around, choices, rules }: Case): readonly Question[] {
  const isPlatform = verdict.family === "platform";
  const waiting = isPlatform ? imagesOfPods(around) : imagesOf(verdict, around);
  const images = [...new Set([...waiting, ...(choices.to === undefined ? [] : [choices.to])])];
  const deep = isPlatform ? { platform: someonesPlatform(around) } : {};
  return images.flatMap((image) => {
    const parsed = parseImage(image, rules.reference);
    if (!parsed.ok) return [];
    const logins = loginsFor(parsed.value, around, { given: choices.login, rules });
    return [{ image, ...deep }, ...logins.map((login) => ({ image, login, ...deep }))];
  });
}

/** Exact changes for one verdict, or what they lack. Knows nothing that is not given, and changes nothing. */
export function planFix(of: Case, answers: readonly Answer[]): Plan {
  const { verdict } = of;
  const { cause, pods, image } = verdict;
  const draft = draftOf(of, answers);
  return { cause, pods, ...(image !== undefined && { image }), ...draft };
}

function draftOf(of: Case, answers: readonly Answer[]): Draft {
  const { verdict, choices } = of;
  const { cause, family } = verdict;
  if (family === "near-miss" || cause === "unknown") return nothing("This is no failed pull whose cause is known");
  if (choices.to !== undefined) return imagePlan(of, choices.to, answers);
  if (cause === "never-pull-not-present") return policyPlan(of, answers);
  if (family === "auth" || (family === "rate" && choices.login !== undefined)) return loginPlan(of, answers);
  if (family === "platform") {
    const why = "The image is not there for any node that the pods may come to: another one is wanted, or another node";
    return platformPlan(of, answers) ?? askForImage(of, answers, of.around.nodes && why);
  }
  if (family === "reference" || cause === "dns-nxdomain") return askForImage(of, answers);
  const why = verdict.nature === "transient" ? "It may pass by itself" : "Nothing in the cluster's objects is wrong";
  const isElsewhere = verdict.image !== undefined && ELSEWHERE.has(family);
  return nothing(isElsewhere ? `${why}; where another registry has the image, --mirror HOST uses that` : why);
}

/** Families of causes that another registry would not have. */
const ELSEWHERE: ReadonlySet<string> = new Set(["network", "rate", "registry", "tls"]);

function askForImage(of: Case, answers: readonly Answer[], why = "Which image is meant, only you know"): Draft {
  const instead = of.verdict.image ?? "";
  const near = answers.flatMap(({ image, nearTags = [] }) => (image === instead ? nearTags : []));
  const repository = instead.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  const candidates = [...new Set(near)].map((tag) => `${repository}:${tag}`);
  return needing({ kind: "image", instead, candidates }, why);
}

function imagePlan(of: Case, to: string, answers: readonly Answer[]): Draft {
  const { verdict, around, rules } = of;
  const parsed = parseImage(to, rules.reference);
  if (!parsed.ok) return nothing(`${JSON.stringify(to)} is no image reference: ${parsed.fault.message}`);
  const proof = proofOf(to, answers);
  if (proof?.accepted === false) return { ...nothing(`The registry does not give ${to} to these pods`), proof };
  const images = imagesOf(verdict, around);
  const changes = around.workloads.flatMap((workload) => images.flatMap((image) => imageChanges(workload, image, to)));
  if (changes.length === 0)
    return nothing("The image does not stand in the template: something else has written it into the pods");
  const next = "A new image has no back-off: it is pulled at the next look at the pod, or by new pods at once";
  return { summary: `Use ${to}`, changes, needs: [], next, ...(proof && { proof }) };
}

function policyPlan({ verdict, around }: Case, answers: readonly Answer[]): Draft {
  const { image = "" } = verdict;
  const proof = proofOf(image, answers);
  if (proof?.accepted === false)
    return { ...nothing("The registry does not give the image to these pods either"), proof };
  const changes: readonly Change[] = around.workloads.flatMap((workload) => policyChanges(workload, image));
  const next = "The kubelet pulls the image at its first look at the new pod";
  return { summary: "Allow the image to be pulled", changes, needs: [], next, ...(proof && { proof }) };
}
