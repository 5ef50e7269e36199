import type { World } from "../../kinds/index.ts";

/** Everything that somebody has written about what is in a cluster, and what is done to it. */
function writtenIn({ cluster, actions }: World): string {
  return JSON.stringify([cluster, actions]);
}

/** What nodes have of their own, but for when a login is looked at again: that is none. */
function writtenOn({ nodes }: World): string {
  return JSON.stringify(nodes, (key, value: unknown) =>
    key === "imagePullCredentialsVerificationPolicy" ? undefined : value,
  );
}

/** Whether a pull could bring a login: a secret of the cluster, or what a node has of its own. */
export function hasLogins(world: World): boolean {
  return /secret|credential|provider|auth|login/i.test(`${writtenIn(world)}${writtenOn(world)}`);
}

export function hasServiceAccounts(world: World): boolean {
  return /service-?accounts?|\bsa\b/i.test(writtenIn(world));
}

/** Whether anybody types a command. */
export function hasCommands({ actions }: World): boolean {
  return actions.some((action) => "run" in action);
}

export function mayLoginsChange(world: World): boolean {
  return hasCommands(world) && hasLogins(world);
}

export function namesNever(world: World): boolean {
  return writtenIn(world).includes("Never");
}
