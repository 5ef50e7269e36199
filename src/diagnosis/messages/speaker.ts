/** The program whose words a text has, as far as they give it away. */
export interface Speaker {
  readonly name: "containerd" | "docker" | "containers/image" | "kubelet";
  /** The versions that word it so, as recorded from 1.6.20, 1.7.35 and 2.2.9. */
  readonly version?: string;
}

/** What only newer versions say stands first. */
const SPEAKERS: readonly (readonly [sign: string, speaker: Speaker])[] = [
  ["failed to resolve image: ", { name: "containerd", version: "2.x" }],
  ["get image config descriptor: ", { name: "containerd", version: "2.x" }],
  ["unexpected status from head request", { name: "containerd", version: "1.7 or later" }],
  ["pulling from host ", { name: "containerd", version: "1.6" }],
  ["unexpected status code [manifests ", { name: "containerd", version: "1.5 or earlier" }],
  ["failed to pull and unpack image", { name: "containerd" }],
  ["httpreadseeker", { name: "containerd" }],
  ["failed to resolve reference", { name: "containerd" }],
  ["error response from daemon", { name: "docker" }],
  ["initializing source docker://", { name: "containers/image" }],
  ["pinging container registry", { name: "containers/image" }],
  ["reading manifest ", { name: "containers/image" }],
  ["pull qps exceeded", { name: "kubelet" }],
  ["pull policy of never", { name: "kubelet" }],
  ["couldn't parse image", { name: "kubelet" }],
];

export function speakerOf(plain: string): Speaker | undefined {
  return SPEAKERS.find(([sign]) => plain.includes(sign))?.[1];
}
