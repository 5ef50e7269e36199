const VERBS =
  "(?:-n|--?[a-z-]+=|-A|get|describe|apply|logs?|delete|create|edit|rollout|events?|explain|run|exec|top|patch|set|config|pull|push|build|login|images|image ls|ps|inspect|compose|install|upgrade|start|-u|-f)";
const PROGRAMS = "(?:kubectl|oc|docker|crictl|podman|nerdctl|ctr|helm|minikube|journalctl|skopeo)";
/** A command that somebody typed, with or without the prompt before it. Short names count behind a prompt only. */
const COMMAND = new RegExp(String.raw`^\s{0,8}(?:sudo )?${PROGRAMS} ${VERBS}(?: |$)`);
const PROMPT = new RegExp(
  String.raw`^\s{0,8}(?:[\w.@~:/\\()\[\] -]{0,120}[$#%❯➜]|PS [A-Z]:\\[^>]{0,200}>)\s{0,4}(?:sudo )?(?:${PROGRAMS}|kk?|~:) ${VERBS}(?: |$)`,
);

/** What a prompt ends with; most lines have none of it. */
const PROMPT_SIGN = /[$#%❯➜>]/;

export function isPrompt(text: string): boolean {
  return COMMAND.test(text) || (PROMPT_SIGN.test(text) && PROMPT.test(text));
}
