import { sha256 } from "../../base/index.ts";
import { parsePlatform, type RuntimeName } from "../../kinds/index.ts";
import type { NodeObjectOptions } from "./node-object.ts";

/** Versions that the runtimes report; patch releases as recorded on real nodes where there are recordings. */
const RUNTIME_VERSIONS: Readonly<Record<RuntimeName, string>> = {
  "containerd-2.2": "containerd://2.2.9",
  "containerd-1.7": "containerd://1.7.35",
  "containerd-1.6": "containerd://1.6.20",
  "cri-o": "cri-o://1.35.0",
  "cri-dockerd": "docker://28.0.0",
};

const LINUX = { kernelVersion: "6.1.0-40-amd64", osImage: "Debian GNU/Linux 12 (bookworm)" };
const WINDOWS = { kernelVersion: "10.0.20348.2227", osImage: "Windows Server 2022 Datacenter" };

/** `status.nodeInfo`: a machine of its own for each name. */
export function systemInfo({ world, minor, runtime }: Omit<NodeObjectOptions, "since">): object {
  const { os, architecture } = parsePlatform(world.platform) ?? { os: "linux", architecture: "amd64" };
  const machine = sha256(`machine ${world.name}`).slice(0, 32);
  const { kernelVersion, osImage } = os === "windows" ? WINDOWS : LINUX;
  return {
    architecture,
    bootID: dashed(sha256(`boot ${world.name}`)),
    containerRuntimeVersion: RUNTIME_VERSIONS[runtime],
    kernelVersion: kernelVersion.replace("amd64", architecture),
    kubeProxyVersion: "",
    kubeletVersion: `v${minor}.0`,
    machineID: machine,
    operatingSystem: os,
    osImage,
    systemUUID: dashed(machine),
  };
}

/** Hexadecimal digits in the groups of a UUID. */
function dashed(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
