/** The sentences of the questions, in English. What is filled in comes from runs. */
export interface TemplateWords {
  readonly stem: string;
  /** How one comes to the answer, a sentence each. */
  readonly solution: readonly string[];
  readonly hint: string;
}

export type TemplateId =
  | "Q01"
  | "Q02"
  | "Q03"
  | "Q04"
  | "Q05"
  | "Q06"
  | "Q07"
  | "Q08"
  | "Q09"
  | "Q10"
  | "Q11"
  | "Q12"
  | "Q13"
  | "Q14"
  | "Q15"
  | "Q16"
  | "Q17"
  | "Q18"
  | "Q19"
  | "Q20"
  | "Q21"
  | "Q22"
  | "Q23"
  | "Q24"
  | "Q25"
  | "Q26"
  | "Q27"
  | "Q28";

export const WORDS: Readonly<Record<TemplateId, TemplateWords>> = {
  Q01: {
    stem: "What does kubectl show in STATUS first, after the first pull has failed?",
    solution: [
      "The first pull ended at {failed}.",
      "The next status was published at {shown}; it tells what the look before it has found.",
    ],
    hint: "Find the row in which the first pull ends, and look at STATUS in the rows behind it.",
  },
  Q02: {
    stem: "At {at} kubectl shows {status}. What is the phase of the pod?",
    solution: [
      "STATUS is worked out from why the containers wait; the phase is a field of its own.",
      "A pod stays in its phase until its containers have started.",
    ],
    hint: "The tracker has a row for the phase.",
  },
  Q03: {
    stem: "In which row does STATUS read {status} for the first time?",
    solution: ["The image was there before; the status is published after the container has started."],
    hint: "Go to the end and step back while STATUS stays the same.",
  },
  Q04: {
    stem: "At {at}: which of these commands print why the pull failed?",
    solution: [
      "The runtime's words stand in the pod's events and in its waiting message.",
      "STATUS has only the reason, and logs belong to containers that run.",
    ],
    hint: "Try each of them in the view “kubectl”.",
  },
  Q05: {
    stem: "By {at} the pull has failed {failures} times. What does RESTARTS show?",
    solution: [
      "A restart is counted when a container that ran is started again.",
      "A pull that fails starts nothing, so it counts for nothing here.",
    ],
    hint: "What has to have happened before something can be started again?",
  },
  Q06: {
    stem: "At {at} the containers of the pod are as below. What does kubectl show in STATUS?",
    solution: [
      "While an init container is not done, STATUS is about it.",
      "Of several containers that wait the first one of the manifest is shown.",
    ],
    hint: "In which order does the printer go through the containers, and which one is left?",
  },
  Q07: {
    stem: "What does kubectl logs {pod} print at {at}?",
    solution: ["Logs are what a container has written.", "While it waits for its image, the server says so instead."],
    hint: "Which container could have written something?",
  },
  Q08: {
    stem: "Below is all that you have of a pod: what the runtime said when its first pull failed. Which causes fit?",
    solution: [
      "Each cause was put into a world that works otherwise; these are the ones after which the same words come.",
      "What gives the same words cannot be told apart by them.",
    ],
    hint: "What does a registry say to whom it does not want to tell what it has?",
  },
  Q09: {
    stem: "Either “{one}” or “{other}”. Which of these commands print something else in the one case than in the other?",
    solution: [
      "Both worlds were run, and each command was typed in both.",
      "What differs is the runtime's words; so the commands that print them tell the two apart.",
    ],
    hint: "Where do the runtime's words go?",
  },
  Q10: {
    stem: "The first pull failed at {at}. What went over the network, in which order?",
    solution: [
      "The client asks first without a login, is told where to get a token, gets one, and asks again.",
      "Where there is nothing to be let into, the answer comes at once.",
    ],
    hint: "Look at the view “Exchange” for the first pull.",
  },
  Q11: {
    stem: "At {seconds} s a look at {image} ends badly. Which station of the kubelet’s way was the last before that?",
    solution: ["That look passed {stations} stations; the last one before it failed is the one."],
    hint: "The flow marks the stations that the step at the cursor has passed.",
  },
  Q12: {
    stem: "Pull number {n} failed at {failed}. From which second on may the kubelet try again?",
    solution: [
      "The failure armed a window of {window}.",
      "{failed} and that window make {until}.",
      "The pull itself comes with the first look at the pod after that.",
    ],
    hint: "The tracker names the delay that was armed last.",
  },
  Q13: {
    stem: "The pull fails {n} times. How long is it forbidden after each failure?",
    solution: [
      "Each failure arms a window that forbids the next pull.",
      "The window grows with each failure until it is as long as it gets.",
    ],
    hint: "Read the numbers in the bars of the ladder.",
  },
  Q14: {
    stem: "How many times has the runtime been asked to pull for this pod by {at}?",
    solution: [
      "An attempt is one call of the runtime; a look inside a window is none.",
      "By {at} there are {n} of them.",
    ],
    hint: "Count the marks above the ladder, and the pull that went well.",
  },
  Q15: {
    stem: "The last failed pull ended at {failed}. At {at} somebody does this: {act}. When does the container start?",
    solution: [
      "A changed image has a window of its own, so it is tried at once.",
      "Everything else waits for the window that is open, and then for the next look at the pod.",
    ],
    hint: "Is the key of the window still the same afterwards?",
  },
  Q16: {
    stem: "The policy is Always. Pulls fail until number {n} at {before}; the next one succeeds, the container runs, ends, and is to be started again. At {again} its pull fails, {gap} after the failure before. How long is the next one forbidden?",
    solution: [
      "A success does not take the window away: it is remembered with the instant of the last failure.",
      "What has not failed for twice the longest window is forgotten; until then the ladder goes on.",
    ],
    hint: "What happens to the entry of a window when a pull succeeds?",
  },
  Q17: {
    stem: "The last pull failed at {failed}. You do one of these at {at}, and nothing else. After which of them is a pull tried within five seconds?",
    solution: [
      "A window belongs to a pod and an image: another image, or another pod, has none.",
      "It is kept in the memory of the kubelet, which a restart empties.",
    ],
    hint: "Of which two things is the key of the window made, and where is it kept?",
  },
  Q18: {
    stem: "Which key under “auths” makes the kubelet use the login for {image}?",
    solution: [
      "The scheme does not count; the port has to be the same as written.",
      "A path has to be a beginning of the image’s path, and a star stands for one part between dots.",
    ],
    hint: "Compare host, port and path one after the other.",
  },
  Q19: {
    stem: "Which login does the kubelet hand to the runtime for {image} at {at}?",
    solution: [
      "Only secrets that the pod names count, of its own namespace, of the right type, with a key that matches the image.",
    ],
    hint: "The exchange begins with the login that is offered.",
  },
  Q20: {
    stem: "Anybody may pull {image}. The pod names the secret {secret}, whose login for {host} is no good any more. What does STATUS show at {at}?",
    solution: [
      "A login that matches is used, whether it is needed or not.",
      "When it is refused there is no further try without one.",
    ],
    hint: "Which logins are tried, and is there one try more at the end?",
  },
  Q21: {
    stem: "By which pull policy does the kubelet decide about {image} at {seconds} s?",
    solution: [
      "The API server fills the policy in when the pod is created, from the tag that it has then.",
      "A later change of the image does not change it.",
    ],
    hint: "kubectl get pod -o json shows what was filled in.",
  },
  Q22: {
    stem: "A new pod wants {image} with policy {policy}. {node} {registry} What does STATUS show at {at}?",
    solution: [
      "Always asks the registry each time a container is started; IfNotPresent asks it only where the image is missing; Never does not ask.",
      "So what counts is whether that policy gets by without what is not there.",
    ],
    hint: "Does this policy need the node to have the image, or the registry to answer?",
  },
  Q23: {
    stem: "A pod wants {image}, which is made for {platform}, with the policy that is filled in for its tag. {registry} On which of these nodes does it start?",
    solution: [
      "Each node pulls by itself, for its own processor, and uses what it has itself.",
      "The pod was bound to each of them; these are the ones where it ran.",
    ],
    hint: "Who pulls, and for which processor?",
  },
  Q24: {
    stem: "At {at} you may type one line. After which of these is the pod Ready within two minutes?",
    solution: ["Each line was run for two minutes; these are the ones after which it was Ready."],
    hint: "What stands between the kubelet and the image? Which line changes that?",
  },
  Q25: {
    stem: "Which is the smallest change, typed at {at}, after which the pod is Ready within two minutes?",
    solution: [
      "Each of them was run for two minutes.",
      "Of those after which the pod was Ready, this one has the fewest commands.",
    ],
    hint: "Leave out first what does not help, then what is not needed.",
  },
  Q26: {
    stem: "You may set one line in the manifest of {pod} before it is applied. With which of these does the pod run?",
    solution: ["The world was run from its start with each of them; these are the ones with which it ran."],
    hint: "Which field of the manifest is the one that does not fit the world?",
  },
  Q27: {
    stem: "Pull number {n} has just failed, at {failed}. What does STATUS show after the next look?",
    solution: ["Each look publishes first what the look before it has found, and tries only then."],
    hint: "Watch how STATUS takes turns in the ribbon below the ladder.",
  },
  Q28: {
    stem: "Which of these is true of {pod} in the {at} that are shown?",
    solution: ["Each sentence was held against the run; this one holds, and the others do not."],
    hint: "Look for one row that would contradict each sentence.",
  },
};

export const PHRASES = {
  never: "never, in this run",
  about: "at about {seconds} s",
  cached: "The image lies on the node.",
  absent: "The image is not on the node.",
  good: "The registry has it and answers.",
  down: "The registry answers nothing but 503.",
  untagged: "The registry answers, but the tag has been deleted.",
  nodeWith: "{name} ({platform}), where the image lies already",
  nodeWithout: "{name} ({platform})",
} as const;

export const FAULT_WORDS = {
  "no-tag": "The repository is there, but it has no such tag",
  "no-repository": "There is no such repository in the registry",
  "no-login": "The repository is private, and the pod brings no login",
  "no-host": "The name {host} does not resolve",
  down: "The registry is out of order and answers 503",
  throttled: "The registry has had too many requests and answers 429",
  refused: "Nothing listens at {host}",
  "unknown-ca": "The node does not trust who signed the registry’s certificate",
  "other-platform": "The image is not made for the node’s processor",
} as const;

export const STATEMENT_WORDS = {
  "has-restarted": "Its RESTARTS have gone up",
  "tried-once": "The image has been pulled once, and never again",
  "tried-again": "The kubelet has tried to pull more than once",
  "no-warning": "None of its events is a warning",
  "never-started": "None of its containers has been started",
  "was-on-node": "An image of it was used as it lay on the node",
  "is-always": "Its pull policy is Always",
} as const;
