/** Words in front of an error that say only who passes it on; each stands at the beginning of what is left. */
const WRAPPERS: readonly RegExp[] = [
  /^(?:failed|errimagepull|imagepullbackoff|inspectfailed|failedcreatepodsandbox|error): /i,
  /^failed to pull image ?["'`“][^"'`”]*["'`”]: ?/i,
  /^failed to apply default image tag "[^"]*": /i,
  /^back-off pulling image "[^"]*": /i,
  /^rpc error: code = \w+ desc = /i,
  /^failed to pull and unpack image "[^"]*": /i,
  /^failed to resolve reference "[^"]*": /i,
  /^failed to resolve image: /i,
  /^failed to do request: /i,
  /^failed to authorize: /i,
  /^failed to copy: /i,
  /^httpreade?r?seeker: failed open: /i,
  /^error response from daemon: /i,
  /^(?:error )?initializing source docker:\/\/[^\s"]+: /i,
  /^copying system image from manifest list: /i,
  /^unable to pull image(?: or oci artifact)?: /i,
  /^pull image err: /i,
  /^(?:fata|erro|warn)\[\d+\] /i,
  /^ctr: /i,
  /^unable to copy from source docker:\/\/[^\s"]+: /i,
];

/** Nobody wraps deeper; a bound for texts that were made up. */
const DEEPEST = 32;

/** The text without its wrappers: what went wrong in the words of the one who met it. */
export function innermostOf(text: string): string {
  let rest = text.trim();
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const wrapper = WRAPPERS.find((each) => each.test(rest));
    const shorter = wrapper && rest.replace(wrapper, "").trimStart();
    if (shorter === undefined || shorter === "") return rest;
    rest = shorter;
  }
  return rest;
}
