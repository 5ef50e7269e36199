// oxlint-disable-next-line no-restricted-imports -- the manifest belongs to no room
import manifest from "../../package.json" with { type: "json" };

export const VERSION: string = manifest.version;
