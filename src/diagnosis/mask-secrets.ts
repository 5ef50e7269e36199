const HIDDEN = "***";

/** Keys whose values are secret, in JSON, YAML, environments, flags and queries. */
const KEYS =
  "password|passwd|docker-password|registry-password|auth|identitytoken|registrytoken|access_token|refresh_token|id_token|token|client_secret|api[_-]?key|aws_secret_access_key|aws_session_token|sig|signature|x-amz-signature|x-amz-security-token|x-amz-credential|x-goog-signature|\\.dockerconfigjson|\\.dockercfg";

/** A word of a shell, put together from quoted and plain pieces: `'it'\''s'`. Each piece begins with a sign of its own. */
const WORD = String.raw`(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"',;&)\\])+`;

/** Each with what it becomes; the surest forms first. Every repetition is bounded or ends at its own delimiter. */
const FORMS: readonly (readonly [form: RegExp, instead: string])[] = [
  [/(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)[^-]*/g, `$1${HIDDEN}`],
  [
    /(authorization["'\\]{0,3}\s{0,9}[:=]\s{0,9}["'\\]{0,3}(?:basic|bearer|token|digest|negotiate)\s{1,9})[^\s"',;\\]{6,}/gi,
    `$1${HIDDEN}`,
  ],
  [/(["']authorization["']\s{0,9}:\s{0,9}["'])(?!basic|bearer|token|digest|negotiate)[^"']+/gi, `$1${HIDDEN}`],
  [/(x-registry-(?:auth|config)["']?\s{0,9}[:=]\s{0,9}["']?)[^\s"',;]+/gi, `$1${HIDDEN}`],
  [/(bearer\s{1,9})(?!realm|service|scope|token)[\w.~+/=-]{12,}/gi, `$1${HIDDEN}`],
  [/(:\/\/)[^\s/?#"<>@]{1,1000}@/g, `$1${HIDDEN}@`],
  [/(https?:\/\/)[^\s/:"<>@]{1,255}:(?!\d{1,5}\/)[^\s"<>@]{1,255}@(?!sha\d)/g, `$1${HIDDEN}@`],
  [new RegExp(`("(?:${KEYS})"\\s{0,9}:\\s{0,9}")(?:[^"\\\\]|\\\\.)*`, "gi"), `$1${HIDDEN}`],
  [new RegExp(`(\\\\"(?:${KEYS})\\\\"\\s{0,9}:\\s{0,9}\\\\")[^"\\\\]*`, "gi"), `$1${HIDDEN}`],
  [new RegExp(`(^[ \\t]{0,80}(?:- )?(?:${KEYS}):[ \\t]{1,80})(?!["{])\\S.*`, "gim"), `$1${HIDDEN}`],
  [new RegExp(`((?<![\\w-])(?:--)?(?:${KEYS})=)${WORD}`, "gi"), `$1${HIDDEN}`],
  [new RegExp(`(--(?:docker-|registry-)?(?:password|token|creds)\\s{1,9})${WORD}`, "gi"), `$1${HIDDEN}`],
  [new RegExp(`(\\blogin\\b[^\\n]{0,300}?\\s-p\\s{0,9})${WORD}`, "gi"), `$1${HIDDEN}`],
  [/\b(?:gh[pousr]_|github_pat_|glpat-|gldt-|dckr_[a-z]{2,4}_|npm_|ya29\.|xox[abp]-)[\w.-]{10,}/g, HIDDEN],
  [/\b(?:eyJ|ewog|ewoJ|ew0K)[\w+/=-]{16,}(?:\.[\w+/=-]*){0,4}/g, HIDDEN],
];

/**
 * The text with every password, token, key and login in it replaced by stars: of URLs, headers, docker configs, environments, flags,
 * signed queries, and what is known by its own form. Masking twice is masking once.
 */
export function maskSecrets(text: string): string {
  return FORMS.reduce((masked, [form, instead]) => masked.replace(form, instead), text);
}
