/**
 * What pull secrets really offer for the images of pods, judged as the kubelet judges it.
 *
 * The confusing thing is that a secret can be there, be named by the pod and be well formed, and still not be used: its key decides.
 */
export { imagesOf, loginsOf } from "./logins-of.ts";
export type { LoginsQuestion } from "./logins-of.ts";
