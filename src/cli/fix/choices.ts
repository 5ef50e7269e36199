import { failed, ok, type Outcome, Secret } from "../../base/index.ts";
import type { Rules, Verdict } from "../../kinds/index.ts";
import { type ImageReference, parseImage } from "../../reference/index.ts";
import type { Choices } from "../../remedy/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { type LoginFor, loginsOfDocker, loginsOfFile } from "./docker-logins.ts";
import type { FixOptions } from "./options.ts";

/** What the user has given; a login of docker is chosen for each image. */
export interface GivenChoices extends Choices {
  readonly loginFor?: LoginFor;
  /** Where the same images are. */
  readonly mirror?: string;
}

const LONGEST_PASSWORD = 65_536;

export async function choicesOf(options: FixOptions, io: Io): Promise<Outcome<GivenChoices, Fault>> {
  const { to, mirror, secret, username, fromFile, fromDocker, cluster } = options;
  const image = {
    ...(to !== undefined && { to }),
    ...(mirror !== undefined && { mirror }),
    ...(secret !== undefined && { secret }),
  };
  if (fromFile !== undefined || fromDocker) {
    const signalNow = (): AbortSignal => AbortSignal.any([io.signal, AbortSignal.timeout(cluster.timeout)]);
    const logins = await (fromFile === undefined ? loginsOfDocker(signalNow) : loginsOfFile(fromFile));
    return logins.ok ? ok({ ...image, loginFor: logins.value }) : logins;
  }
  if (username === undefined) return ok(image);
  const text = io.in.isPiped ? await io.in.read(LONGEST_PASSWORD) : undefined;
  const password = text?.replace(/\r?\n$/, "") ?? "";
  if (password === "") return failed(cliFault("CLI_USAGE", "Cannot read the password: standard input is empty"));
  return ok({ ...image, login: { username, password: new Secret(password) } });
}

/** The same image, as the other registry calls it. */
function mirrored({ path, tag, digest }: ImageReference, mirror: string): string {
  return `${mirror.replace(/\/+$/, "")}/${path}${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
}

/** Where several images fail, another one is meant in the place of the one of its own repository. */
export function meantImage(
  verdicts: readonly Pick<Verdict, "image">[],
  to: string | undefined,
  rules: Rules,
): (verdict: Pick<Verdict, "image">) => boolean {
  const images = new Set(verdicts.map(({ image }) => image));
  const own = [...images].filter((image) => isSameRepository(image, to, rules));
  return images.size < 2 || own.length !== 1 ? () => images.size < 2 : ({ image }) => image === own[0];
}

function isSameRepository(image: string | undefined, to: string | undefined, { reference }: Rules): boolean {
  const [one, other] = [image, to].map((text) => (text === undefined ? undefined : parseImage(text, reference)));
  return one?.ok === true && other?.ok === true && one.value.repository === other.value.repository;
}

/** With the login for the image that fails, and no other. */
export async function chosenFor(
  { image }: Pick<Verdict, "image">,
  choices: GivenChoices,
  rules: Rules,
): Promise<Outcome<Choices, Fault>> {
  const { loginFor, mirror, ...given } = choices;
  const parsed = image === undefined ? undefined : parseImage(image, rules.reference);
  if (parsed?.ok !== true) return ok(given);
  const rest = mirror === undefined ? given : { ...given, to: mirrored(parsed.value, mirror) };
  if (loginFor === undefined) return ok(rest);
  const login = await loginFor(parsed.value, rules);
  if (!login.ok) return login;
  return ok(login.value === undefined ? rest : { ...rest, login: login.value });
}
