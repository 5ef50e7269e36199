/**
 * What people paste, read back: texts that kubectl, kubelets, runtimes and image tools have printed, and objects.
 *
 * The confusing thing is that hardly a paste arrives as it was printed. Chats take indentation away, turn quotes, put marks and times in
 * front of lines and break them. So nothing here relies on columns where words tell as well, and each fact keeps the line it came from.
 */
export { readPaste } from "./read-paste.ts";
export { snapshotOfObjects } from "./snapshot-of-objects.ts";
