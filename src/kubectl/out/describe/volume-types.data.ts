/** How a field is written: what its zero value and its absence look like. */
export type FieldForm = "text" | "number" | "bool" | "list" | "joined" | "map" | "reference" | "or-none";

export interface VolumeType {
  /** Member of the volume. */
  readonly source: string;
  readonly type: string;
  /** Titles with their colon: some lack it. */
  readonly fields: readonly (readonly [title: string, form: FieldForm, member: string])[];
}

const FS_TYPE = ["FSType:", "text", "fsType"] as const;
const READ_ONLY = ["ReadOnly:", "bool", "readOnly"] as const;
const SECRET_REF = ["SecretRef:", "reference", "secretRef"] as const;
const OPTIONAL = ["Optional:", "bool", "optional"] as const;
const VOLUME_ID = ["VolumeID:", "text", "volumeID"] as const;
const PARTITION = ["Partition:", "number", "partition"] as const;
const PATH = ["Path:", "text", "path"] as const;

/** Volumes whose fields are written one a line, in the order in which kubectl looks for them. */
export const VOLUME_TYPES: readonly VolumeType[] = [
  {
    source: "hostPath",
    type: "HostPath (bare host directory volume)",
    fields: [PATH, ["HostPathType:", "or-none", "type"]],
  },
  {
    source: "gcePersistentDisk",
    type: "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
    fields: [["PDName:", "text", "pdName"], FS_TYPE, PARTITION, READ_ONLY],
  },
  {
    source: "awsElasticBlockStore",
    type: "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
    fields: [VOLUME_ID, FS_TYPE, PARTITION, READ_ONLY],
  },
  {
    source: "gitRepo",
    type: "GitRepo (a volume that is pulled from git when the pod is created)",
    fields: [
      ["Repository:", "text", "repository"],
      ["Revision:", "text", "revision"],
    ],
  },
  {
    source: "secret",
    type: "Secret (a volume populated by a Secret)",
    fields: [["SecretName:", "text", "secretName"], OPTIONAL],
  },
  {
    source: "configMap",
    type: "ConfigMap (a volume populated by a ConfigMap)",
    fields: [["Name:", "text", "name"], OPTIONAL],
  },
  {
    source: "nfs",
    type: "NFS (an NFS mount that lasts the lifetime of a pod)",
    fields: [["Server:", "text", "server"], PATH, READ_ONLY],
  },
  {
    source: "iscsi",
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    fields: [
      ["TargetPortal:", "text", "targetPortal"],
      ["IQN:", "text", "iqn"],
      ["Lun:", "number", "lun"],
      ["ISCSIInterface", "text", "iscsiInterface"],
      FS_TYPE,
      READ_ONLY,
      ["Portals:", "list", "portals"],
      ["DiscoveryCHAPAuth:", "bool", "chapAuthDiscovery"],
      ["SessionCHAPAuth:", "bool", "chapAuthSession"],
      SECRET_REF,
      ["InitiatorName:", "or-none", "initiatorName"],
    ],
  },
  {
    source: "glusterfs",
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    fields: [["EndpointsName:", "text", "endpoints"], PATH, READ_ONLY],
  },
  {
    source: "persistentVolumeClaim",
    type: "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    fields: [["ClaimName:", "text", "claimName"], READ_ONLY],
  },
  {
    source: "rbd",
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    fields: [
      ["CephMonitors:", "list", "monitors"],
      ["RBDImage:", "text", "image"],
      FS_TYPE,
      ["RBDPool:", "text", "pool"],
      ["RadosUser:", "text", "user"],
      ["Keyring:", "text", "keyring"],
      SECRET_REF,
      READ_ONLY,
    ],
  },
  {
    source: "quobyte",
    type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    fields: [["Registry:", "text", "registry"], ["Volume:", "text", "volume"], READ_ONLY],
  },
  {
    source: "azureDisk",
    type: "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
    fields: [
      ["DiskName:", "text", "diskName"],
      ["DiskURI:", "text", "diskURI"],
      ["Kind: ", "text", "kind"],
      FS_TYPE,
      ["CachingMode:", "text", "cachingMode"],
      READ_ONLY,
    ],
  },
  {
    source: "vsphereVolume",
    type: "vSphereVolume (a Persistent Disk resource in vSphere)",
    fields: [["VolumePath:", "text", "volumePath"], FS_TYPE, ["StoragePolicyName:", "text", "storagePolicyName"]],
  },
  {
    source: "cinder",
    type: "Cinder (a Persistent Disk resource in OpenStack)",
    fields: [VOLUME_ID, FS_TYPE, READ_ONLY, SECRET_REF],
  },
  {
    source: "photonPersistentDisk",
    type: "PhotonPersistentDisk (a Persistent Disk resource in photon platform)",
    fields: [["PdID:", "text", "pdID"], FS_TYPE],
  },
  {
    source: "portworxVolume",
    type: "PortworxVolume (a Portworx Volume resource)",
    fields: [VOLUME_ID],
  },
  {
    source: "scaleIO",
    type: "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
    fields: [
      ["Gateway:", "text", "gateway"],
      ["System:", "text", "system"],
      ["Protection Domain:", "text", "protectionDomain"],
      ["Storage Pool:", "text", "storagePool"],
      ["Storage Mode:", "text", "storageMode"],
      ["VolumeName:", "text", "volumeName"],
      FS_TYPE,
      READ_ONLY,
    ],
  },
  {
    source: "cephfs",
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    fields: [
      ["Monitors:", "list", "monitors"],
      PATH,
      ["User:", "text", "user"],
      ["SecretFile:", "text", "secretFile"],
      SECRET_REF,
      READ_ONLY,
    ],
  },
  {
    source: "storageos",
    type: "StorageOS (a StorageOS Persistent Disk resource)",
    fields: [
      ["VolumeName:", "text", "volumeName"],
      ["VolumeNamespace:", "text", "volumeNamespace"],
      FS_TYPE,
      READ_ONLY,
    ],
  },
  {
    source: "fc",
    type: "FC (a Fibre Channel disk)",
    fields: [["TargetWWNs:", "joined", "targetWWNs"], ["LUN:", "or-none", "lun"], FS_TYPE, READ_ONLY],
  },
  {
    source: "azureFile",
    type: "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
    fields: [["SecretName:", "text", "secretName"], ["ShareName:", "text", "shareName"], READ_ONLY],
  },
  {
    source: "flexVolume",
    type: "FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)",
    fields: [["Driver:", "text", "driver"], FS_TYPE, SECRET_REF, READ_ONLY, ["Options:", "map", "options"]],
  },
  {
    source: "flocker",
    type: "Flocker (a Flocker volume mounted by the Flocker agent)",
    fields: [
      ["DatasetName:", "text", "datasetName"],
      ["DatasetUUID:", "text", "datasetUUID"],
    ],
  },
  {
    source: "csi",
    type: "CSI (a Container Storage Interface (CSI) volume source)",
    fields: [["Driver:", "text", "driver"], FS_TYPE, READ_ONLY],
  },
  {
    source: "image",
    type: "Image (a container image or OCI artifact)",
    fields: [
      ["Reference:", "text", "reference"],
      ["PullPolicy:", "text", "pullPolicy"],
    ],
  },
];
