const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const QUALIFIED_TEXT =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const CONFIG_KEY_TEXT =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const OLDER_VARIABLE_TEXT =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

/** What is wrong with a name, in the words of apimachinery's `validation` package; nothing where it is good. */
export type NameRule = (text: string) => string[];

/** RFC 1123 label: one part of a host name. */
export function labelProblems(text: string): string[] {
  const problem = SUBDOMAIN.test(text) ? "must not contain dots" : LABEL_TEXT;
  return [...longerThan(text, 63), ...(LABEL.test(text) ? [] : [problem])];
}

/** RFC 1123 subdomain: labels with dots between. */
export function subdomainProblems(text: string): string[] {
  return [...longerThan(text, 253), ...(SUBDOMAIN.test(text) ? [] : [SUBDOMAIN_TEXT])];
}

/** `[prefix/]name` of labels, annotations, conditions. */
export function qualifiedProblems(text: string): string[] {
  const parts = text.split("/");
  if (parts.length > 2)
    return [
      `a qualified name ${QUALIFIED_TEXT} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const [name = "", prefix] = [parts.at(-1), parts.length === 2 ? parts[0] : undefined];
  const problems: string[] = [];
  if (prefix === "") problems.push("prefix part must be non-empty");
  else if (prefix !== undefined) problems.push(...subdomainProblems(prefix).map((problem) => `prefix part ${problem}`));
  if (name === "") problems.push("name part must be non-empty");
  else problems.push(...longerThan(name, 63, "bytes").map((problem) => `name part ${problem}`));
  if (!QUALIFIED.test(name)) problems.push(`name part ${QUALIFIED_TEXT}`);
  return problems;
}

export function labelValueProblems(text: string): string[] {
  return [...longerThan(text, 63, "bytes"), ...(LABEL_VALUE.test(text) ? [] : [LABEL_VALUE_TEXT])];
}

/** Keys of secrets and config maps. */
export function configKeyProblems(text: string): string[] {
  const problems = [...longerThan(text, 253), ...(CONFIG_KEY.test(text) ? [] : [CONFIG_KEY_TEXT])];
  if (text === ".") return [...problems, "must not be '.'"];
  if (text === "..") return [...problems, "must not be '..'"];
  return text.startsWith("..") ? [...problems, "must not start with '..'"] : problems;
}

/** Names of environment variables. */
export function variableProblems(text: string): string[] {
  if (/^[ -<>-~]+$/.test(text)) return [];
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** Likewise, as older servers have it. */
export function olderVariableProblems(text: string): string[] {
  const problems = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text) ? [] : [OLDER_VARIABLE_TEXT];
  if (text === ".") return [...problems, "must not be '.'"];
  if (text === "..") return [...problems, "must not be '..'"];
  return text.startsWith("..") ? [...problems, "must not start with '..'"] : problems;
}

export function portNameProblems(text: string): string[] {
  return [
    ...longerThan(text, 15),
    ...(/^[-a-z0-9]+$/.test(text) ? [] : ["must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)"]),
    ...(/[a-z]/.test(text) ? [] : ["must contain at least one letter (a-z)"]),
    ...(text.includes("--") ? ["must not contain consecutive hyphens"] : []),
    ...(/^-|-$/.test(text) ? ["must not begin or end with a hyphen"] : []),
  ];
}

function longerThan(text: string, limit: number, unit = "characters"): string[] {
  return text.length > limit ? [`must be no more than ${limit} ${unit}`] : [];
}

/** What is wrong with a name that may be any step of a path. */
export function segmentProblems(name: string): string[] {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"].filter((sign) => name.includes(sign)).map((sign) => `may not contain '${sign}'`);
}
