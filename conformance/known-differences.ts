/** `ID MINOR` of vectors that do not hold, with the reason. The aim is none. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {};
