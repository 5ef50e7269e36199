/** What is known of the pods that a text is about; by the names of the places in the taxonomy's texts. */
export interface Places {
  readonly image?: string | undefined;
  /** Host of the image as written, with its port. */
  readonly host?: string | undefined;
  /** Host that serves the registry's API. */
  readonly api?: string | undefined;
  /** What people call the registry. */
  readonly registry?: string | undefined;
  readonly repository?: string | undefined;
  /** URL that lists the tags, where that needs no login. */
  readonly tags?: string | undefined;
  /** Tag or digest. */
  readonly reference?: string | undefined;
  readonly tag?: string | undefined;
  /** URL of the manifest. */
  readonly manifest?: string | undefined;
  /** Host that the failed request went to; with its port. */
  readonly asked?: string | undefined;
  readonly "asked-port"?: string | undefined;
  readonly secret?: string | undefined;
  readonly namespace?: string | undefined;
  readonly pod?: string | undefined;
  /** `deployment/web`. */
  readonly owner?: string | undefined;
  /** What has the image: the owner, or the pod where it has none. */
  readonly target?: string | undefined;
  readonly container?: string | undefined;
  readonly node?: string | undefined;
  readonly account?: string | undefined;
  /** The image as it is probably meant. */
  readonly near?: string | undefined;
  /** What there is instead: tags, repositories, platforms. */
  readonly others?: string | undefined;
  /** The platform of the node. */
  readonly wanted?: string | undefined;
}

type PlaceName = keyof Places;

const PLACE =
  /\{(image|host|api|registry|repository|reference|tag|manifest|asked|asked-port|secret|namespace|pod|node|owner|container|tags|target|account|near|others|wanted)\}/g;
const STARTS_WITH_NAME = /^(?:node )?\{/;
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** What a sentence says where something is not known; the longest phrase around a place first. */
const UNKNOWN_PHRASES: readonly (readonly [phrase: string, instead: string])[] = [
  ['Pull secret "{secret}"', "The named pull secret"],
  ['pull secret "{secret}"', "the pull secret"],
  ["namespace {namespace}", "the pod's namespace"],
  ["Node {node}", "The node"],
  ["node {node}", "the node"],
  ['no tag "{tag}"', "no such tag"],
  ['"{image}"', "The image string"],
  ["{repository}:{tag}", "the image"],
  ["{image}", "the image"],
  ["{registry}", "the registry"],
  ["{host}", "the registry's host"],
  ["{api}", "the registry"],
  ["{repository}", "the repository"],
  ["{reference}", "this reference"],
  ["{tag}", "this tag"],
  ["{asked}", "the registry"],
  ["{asked-port}", "the registry"],
];

/** The text as a sentence: `node {node}` becomes `node worker-1`, or `the node` where it is not known. Names keep their case. */
export function fillSentence(text: string, places: Places): string {
  const filled = fillPhrase(text, places);
  return STARTS_WITH_NAME.test(text) && filled.startsWith("the ") ? `The${filled.slice(3)}` : filled;
}

/** As in the middle of a sentence. */
export function fillPhrase(text: string, places: Places): string {
  const known = UNKNOWN_PHRASES.reduce(
    (sentence, [phrase, instead]) => (isKnown(phrase, places) ? sentence : sentence.replaceAll(phrase, instead)),
    text,
  );
  return known.replaceAll(PLACE, (_, name: PlaceName) => places[name] ?? name);
}

/** The text as a command for a shell: values quoted where they need it, `POD` and the like where a person must fill in. */
export function fillCommand(text: string, places: Places): string {
  const scoped = places.namespace === undefined ? text.replaceAll(" -n {namespace}", "") : text;
  return scoped.replaceAll(PLACE, (_, name: PlaceName) => {
    const value = places[name];
    return value === undefined ? name.toUpperCase() : shellWord(value);
  });
}

function isKnown(phrase: string, places: Places): boolean {
  return [...phrase.matchAll(PLACE)].every(([, name]) => places[name as PlaceName] !== undefined);
}

/** Texts of others end up in commands that people copy: nothing in them may be more than a word. */
function shellWord(value: string): string {
  return PLAIN_WORD.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
