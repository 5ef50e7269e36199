/**
 * Everything that only Node can do: files, streams, the system's time, servers on loopback.
 *
 * The confusing thing is that there is so little of it. The engine runs on ports; this room fills them for a process.
 */
export { apiDescriptions } from "./api-descriptions.ts";
export { askLoopback } from "./ask-loopback.ts";
export { loopbackCertificate, registryAuthority } from "./certificates.ts";
export { callWebhook } from "./call-webhook.ts";
export { helperLogin } from "./credential-helper.ts";
export type { HelperFault, HelperLogin } from "./credential-helper.ts";
export { listen } from "./listen.ts";
export type { Listener, ListenFault } from "./listen.ts";
export { serveRegistries } from "./loopback-registries.ts";
export type { LoopbackRegistries } from "./loopback-registries.ts";
export { isRunning, jsonFiles, keptWhileRunning, runFolder, writePrivate } from "./run-folder.ts";
export { SystemClock } from "./system-clock.ts";
export { dataFolder } from "./data-folder.ts";
export { appendLines, eraseLines, readLines } from "./line-file.ts";
export type { LineFileFault } from "./line-file.ts";
export { createHttpsTransport } from "./https-transport.ts";
export type { HttpsTransportOptions } from "./https-transport.ts";
export { openCluster } from "./kubeconfig.ts";
export type { KubeconfigOptions } from "./kubeconfig.ts";
export { openBrowser } from "./open-browser.ts";
export { packageFolder } from "./package-folder.ts";
export { rewriteFile } from "./rewrite-file.ts";
export { readAll } from "./read-all.ts";
export { readInputLines } from "./read-input-lines.ts";
export { readSources, readText } from "./read-sources.ts";
export type { FileFault, Source } from "./read-sources.ts";
export { writeSecretFile } from "./write-secret-file.ts";
export { systemSleep } from "./system-sleep.ts";
