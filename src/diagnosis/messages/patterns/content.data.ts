import type { Pattern } from "../pattern.ts";

/**
 * What arrived does not fit: wrong bytes, forms that the runtime does not know, no variant for the node, and a node that
 * cannot store it.
 */
export const CONTENT_PATTERNS: readonly Pattern[] = [
  {
    id: "schema-1",
    all: [["schema 1 image", "docker.distribution.manifest.v1+", ", schema 1", "schema1", "[deprecation notice]"]],
    causes: ["schema1-unsupported"],
    sample:
      "unsupported manifest media type and no default available: application/vnd.docker.distribution.manifest.v1+prettyjws",
    source: "https://github.com/concourse/registry-image-resource/issues/38",
  },
  {
    id: "no-signatures",
    match: /(?:^|: )no signatures(?:$|[\s"])/,
    causes: ["schema1-unsupported"],
    sample: "ctr: no signatures",
    source: "https://github.com/containerd/containerd/issues/4344",
  },
  {
    id: "chart-content",
    all: [
      [
        "vnd.cncf.helm",
        "vnd.wasm",
        "vnd.dev.cosign",
        "unsupported image-specific operation on artifact",
        "unsupported artifact",
        "is not a container image",
      ],
    ],
    causes: ["not-a-container-image"],
    sample:
      'Failed to pull image "faults.corp.test/chart/acme/storefront:3.1.0": failed to pull and unpack image "faults.corp.test/chart/acme/storefront:3.1.0": failed to unpack image on snapshotter overlayfs: failed to extract layer sha256:287a4941a1dbee1dd77e9c4041e94c4f0e08e5cf28a40da6f03a700fcec170ef: failed to get stream processor for application/vnd.cncf.helm.chart.content.v1.tar+gzip: no processor for media-type: unknown',
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "no-rootfs",
    all: [["invalid rootfs in image configuration", "mismatched image rootfs", "mismatched fs layers"]],
    causes: ["not-a-container-image", "content-corrupted"],
    sample:
      "Failed to create package: unable to pull images after 3 attempts: failed to write image tarball:\nmismatched fs layers (1) and diff ids (0)",
    source: "https://github.com/zarf-dev/zarf/issues/1244",
  },
  {
    id: "windows-build",
    all: [
      [
        "windows/amd64 10.0",
        "windows(10.0",
        "a windows version 10.0",
        "does not match the host operating system",
        "does not match the operating system of the host",
      ],
    ],
    causes: ["windows-version-mismatch", "platform-mismatch"],
    sample:
      "C:\\Program Files\\docker\\docker.exe: no matching manifest for windows/amd64 10.0.14393 in the manifest list entries.",
    source: "https://github.com/dotnet/dotnet-docker/issues/1204",
  },
  {
    id: "no-platform",
    all: [
      [
        "no match for platform",
        "no matching manifest for",
        "no image found in manifest list for",
        "no image found in image index for",
        "does not match the specified platform",
        "cannot be used on this platform",
        "does not match the expected platform",
        "does not support platform",
        "does not provide platform",
        "unsupported os/arch",
        "no child with platform",
      ],
    ],
    causes: ["platform-mismatch"],
    sample:
      "Failed to pull image “rancher/istio-kubectl:1.5.10”: rpc error: code = NotFound desc = failed to pull and unpack image “docker.io/rancher/istio-kubectl:1.5.10”: no match for platform in manifest: not found",
    source: "https://github.com/rancher/rancher/issues/32340",
  },
  {
    id: "layer-form",
    all: [
      [
        "tar.zstd",
        "tar+zstd",
        "tar+xz",
        "tar.xz",
        "unsupported compression",
        "no processor for media-type",
        "zstd: ",
        "magic number mismatch",
      ],
    ],
    causes: ["layer-compression-unsupported", "media-type-unsupported"],
    sample:
      'time="2024-03-06T20:31:22Z" level=warning msg="reference for unknown type: application/vnd.docker.image.rootfs.diff.tar.zstd"',
    source: "https://github.com/bottlerocket-os/bottlerocket/issues/3806",
  },
  {
    id: "tar-header",
    all: ["invalid tar header"],
    causes: ["layer-compression-unsupported", "content-corrupted", "decryption-failed", "layer-unpack-failed"],
    open: true,
    sample:
      'level=error msg="DockerGoClient: failed to pull image XXX: [CannotPullContainerError] failed to register layer: Error processing tar file(exit status 1): archive/tar: invalid tar header" module=docker_client.go',
    source: "https://github.com/aws/amazon-ecs-agent/issues/4179",
  },
  {
    id: "html-blob-public",
    all: ["unexpected media type text/html"],
    when: { asked: ["public", "blobs", "unknown"] },
    causes: ["mirror-misconfigured", "registry-unexpected-response", "proxy-misconfigured"],
    sample:
      "FATA[0005] failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:96309b6e36e1e6d3e8b1e44c009de2f93774e42b61db32ca662be490a1051f2f: not found",
    source: "https://github.com/containerd/containerd/issues/7400",
  },
  {
    id: "html-manifest",
    all: ["unexpected media type text/html"],
    causes: ["registry-unexpected-response", "mirror-misconfigured", "proxy-misconfigured"],
    sample:
      'Failed to pull image "faults.corp.test/html200/acme/storefront:3.1.0": rpc error: code = NotFound desc = failed to pull and unpack image "faults.corp.test/html200/acme/storefront:3.1.0": failed to unpack image on snapshotter overlayfs: unexpected media type text/html for sha256:ca302ceb6d04b2777323c7a654202c7c8df1910cd2ae68ff6df0231c0422e9e5: not found',
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "media-type",
    all: [
      [
        "mediatype in manifest should be",
        "unsupported manifest media type",
        "unsupported manifest mime type",
        "accept header does not support",
        "target is unknown",
        "unexpected media type",
        "unsupported media type",
        "unsupported mediatype",
        "unsupported schema version",
        "missing signature key",
        "unrecognized manifest",
        "encountered unknown type",
        "manifest invalid",
        "manifest_invalid",
      ],
    ],
    causes: ["media-type-unsupported", "tag-not-found"],
    sample:
      "mediaType in manifest should be 'application/vnd.docker.distribution.manifest.v2+json' not 'application/vnd.oci.image.manifest.v1+json'",
    source: "https://github.com/deconz-community/deconz-docker/issues/181",
  },
  {
    id: "wrong-bytes",
    all: [
      [
        "failed size validation",
        "unexpected commit digest",
        "unexpected commit size",
        "layer verification failed",
        "don't match image configuration",
        "wrong diff id",
        "digest mismatch",
        "content digest mismatch",
        "digest did not match",
        "checksum mismatch",
        "invalid checksum",
        "corrupt input",
        "manifest verification failed",
        "does not match expected digest",
        "gzip: invalid header",
        "error verifying",
        "hash mismatch",
      ],
    ],
    causes: ["content-corrupted", "connection-interrupted"],
    sample:
      'Failed to pull image "datastax/cass-operator:1.4.1": rpc error: code = FailedPrecondition desc = failed to pull and unpack image "docker.io/datastax/cass-operator:1.4.1": failed commit on ref "layer-sha256:391dba5ec43113396bb1a701c2b3c8a160c560076e13a1c51759d35b4a6a64ae": "layer-sha256:391dba5ec43113396bb1a701c2b3c8a160c560076e13a1c51759d35b4a6a64ae" failed size validation: 146 != 147: failed precondition',
    source: "https://github.com/datastax/cass-operator/issues/268",
  },
  {
    id: "no-bytes",
    match: /short read: expected \d{1,300} bytes but got 0/,
    causes: ["content-corrupted", "connection-interrupted"],
    sample:
      'Failed to pull image "faults.corp.test/emptyblob/acme/storefront:3.1.0": failed to pull and unpack image "faults.corp.test/emptyblob/acme/storefront:3.1.0": short read: expected 783195 bytes but got 0: unexpected EOF',
    source: "recorded: containerd 2.2.9",
  },
  {
    id: "few-bytes",
    all: [["short read: expected", "failed to read expected number of bytes"]],
    causes: ["connection-interrupted", "content-corrupted"],
    sample:
      'Failed to pull image "faults.corp.test/shortblob/acme/storefront:3.1.0": failed to pull and unpack image "faults.corp.test/shortblob/acme/storefront:3.1.0": failed to read expected number of bytes: unexpected EOF',
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "read-only-store",
    all: ["read-only file system"],
    causes: ["storage-permission-denied"],
    sample:
      'Failed to pull image "registry.corp.test/team/web:1.0": failed to pull and unpack image "registry.corp.test/team/web:1.0": mkdir /var/lib/containerd/io.containerd.content.v1.content/ingest/f162446dd62478b02f2908a6dd0481883747a0c80c0a106529d0f4e08b56671f: read-only file system',
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "store-forbidden",
    all: [
      [
        "failed to mount",
        "mounting ",
        "cannot mount",
        "mkdir ",
        "open /",
        "error while loading /",
        "chown ",
        "unlinkat",
      ],
      ["permission denied", "operation not permitted"],
    ],
    causes: ["storage-permission-denied", "layer-unpack-failed"],
    sample: "failed to mount /var/lib/containerd/tmpmounts/containerd-mount796827023: operation not permitted: unknown",
    source: "https://github.com/tianon/dockerfiles/issues/114",
  },
  {
    id: "store-broken",
    all: [
      [
        "failed to prepare extraction snapshot",
        "failed to stat parent",
        "parent snapshot",
        "layer not known",
        "error creating overlay mount to",
        "failed to get reader from content store",
        "missing parent",
        "database not open",
        "could not find layer",
        "layer does not exist",
        "identifier is not an image",
        "locating item named",
        "readlink /var/lib",
      ],
    ],
    causes: ["content-store-broken", "layer-unpack-failed"],
    sample:
      'FATA[0000] pulling image failed: rpc error: code = Unknown desc = failed to pull and unpack image "*": failed to unpack image on snapshotter overlayfs: failed to prepare extraction snapshot "extract-814557379-Dsfj sha256:c6d5b1be87babc93b410ae6b3277222290ca1269dad532524f8d66e6ad6eba87": failed to stat parent: stat /var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/112/fs: no such file or directory',
    source: "https://github.com/containerd/containerd/issues/3369",
  },
  {
    id: "content-there",
    all: [
      ["rename ", "snapshot "],
      ["file exists", "directory not empty", "already exists"],
    ],
    causes: ["content-store-broken"],
    sample:
      "failed to register layer: rename /var/lib/docker/image/overlay2/layerdb/tmp/write-set-769836152 /var/lib/docker/image/overlay2/layerdb/sha256/f9527a95cbc72d11421f1aa671ea84a7ed5991424e88532954e78140ccdf2469: file exists",
    source: "https://github.com/orbstack/orbstack/issues/2173",
  },
  {
    id: "layer-file-gone",
    match: /open \/[^ :]{0,300}(?:layers|overlay2|layerdb)[^ :]{0,300}: no such file/,
    causes: ["content-store-broken"],
    sample:
      "ERROR: failed to register layer: open /var/lib/docker/overlay2/647ce8b746b9bae99307a823115888d9e5119cd883890eb3ff26ca6049230deb/committed: no such file or directory",
    source: "https://github.com/LemmyNet/lemmy/issues/1632",
  },
  {
    id: "content-gone",
    match:
      /content (?:digest )?sha256:[0-9a-f]{1,300}: not found|failed to unpack image on snapshotter [a-z-]{1,300}: [^:]{0,300}: not found/,
    causes: ["content-store-broken", "schema1-unsupported"],
    sample:
      'Failed to pull image "appscode/kubed:v0.11.0": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/appscode/kubed:v0.11.0": failed to unpack image on snapshotter overlayfs: content digest sha256:6e02c8465a9200baea2c07f4d7a9e423c17046f271b95be1e70c4bb94464e0af: not found',
    source: "https://github.com/kubernetes-sigs/kind/issues/1019",
  },
  {
    id: "cannot-create-file",
    match: /(?:open|mkdir|symlink|link) [^:]{0,300}: no space left on device/,
    causes: ["inode-exhausted", "disk-full"],
    open: true,
    sample:
      "ERROR: failed to register layer: Error processing tar file(exit status 1): open /home/node/.cache/yarn/v1/npm-ipaddr.js-1.6.0-e3fa357b773da619f26e95f049d055c72796f86b/bower.json: no space left on device",
    source: "https://github.com/TryGhost/docker-library-ghost/issues/131",
  },
  {
    id: "disk-full",
    all: [
      [
        "no space left on device",
        "disk quota exceeded",
        "not enough space on the disk",
        "not enough space left",
        "thin pool",
      ],
    ],
    causes: ["disk-full", "inode-exhausted"],
    sample:
      "docker: failed to register layer: Error processing tar file(exit status 1): write /lib/x86_64-linux-gnu/libdns-export.so.162.1.3: no space left on device.\nSee 'docker run --help'.",
    source: "https://github.com/play-with-docker/play-with-docker/issues/249",
  },
  {
    id: "id-map",
    all: [["lchown ", "subordinate id", "not be enough ids available", "insufficient uids or gids"]],
    causes: ["layer-unpack-idmap"],
    sample:
      "FATA[0026] failed to extract layer sha256:f8a604834d388fd3d04c26e4ed832b36b617ea8a4e0b1665b9199bd10cfcb171: mount callback failed on /var/lib/containerd/tmpmounts/containerd-mount1818823128:\nlchown /var/lib/containerd/tmpmounts/containerd-mount1818823128/usr/local/bin/docker-credential-gcr: invalid argument: unknown",
    source: "https://github.com/containerd/containerd/pull/6982",
  },
  {
    id: "whiteout",
    all: ["failed to convert whiteout file"],
    causes: ["layer-unpack-failed"],
    sample:
      'ctr: failed to extract layer sha256:527d881a3eb0c9ed82f957116afdd2a0b6eacdd075f951486271df60d62a0f50: failed to convert whiteout file "usr/local/lib/python3.11/site-packages/pip/_internal/utils/.wh.models.py": operation not permitted: unknown: exit status 1',
    source: "https://github.com/beclab/Olares/issues/945",
  },
  {
    id: "store-unfit",
    all: [["is not supported over overlayfs", "does not support overlay", 'overlayfs" snapshotter cannot be enabled']],
    causes: ["storage-permission-denied"],
    sample:
      "Error: 'overlay' is not supported over overlayfs, a mount_program is required: backing file system is unsupported for this graph driver",
    source: "https://github.com/podman-container-tools/podman/issues/11724",
  },
];
