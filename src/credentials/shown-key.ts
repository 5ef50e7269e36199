const USER_INFO = /(^|\/\/)[^/?#]*@/g;
const UP_TO_LAST_AT = /^(https?:\/\/)?[^]*@/;

/**
 * A registry key for people. `https://ada:smash@reg.example` is a key that the kubelet takes, dropping the user info:
 * that is shown as `***`. In a key that is no URL anything before an `@` may belong to it.
 */
export function shownKey(key: string, isUrl: boolean): string {
  if (!key.includes("@")) return key;
  return isUrl ? key.replace(USER_INFO, "$1***@") : key.replace(UP_TO_LAST_AT, "$1***@");
}
