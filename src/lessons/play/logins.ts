import type { World } from "../../kinds/index.ts";

export interface ToldLogin {
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** The logins that a learner is told, as nobody could guess them: those that last. */
export function toldLogins({ registries }: World): readonly ToldLogin[] {
  return registries.flatMap(({ host, auth }) =>
    auth.kind === "none"
      ? []
      : auth.users.flatMap(({ username, password, until }) =>
          until === undefined ? { host, username, password } : [],
        ),
  );
}
