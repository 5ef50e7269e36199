import type { KubernetesObject, NodeWorld, RegistryAuth, World, WorldAction } from "../../kinds/index.ts";

const MASK = "***";
/** A word of the shell: quoted pieces (also one that never ends) and escaped characters may follow each other. */
const WORD = String.raw`(?:"(?:\\.|[^"\\])*"?|'[^']*'?|\\.|[^\s"'\\])+`;
const PASSWORD_FLAG = new RegExp(String.raw`(\s--(?:docker-password|from-literal)(?:=|\s+))${WORD}`, "gs");
const PATCH_FLAG = new RegExp(String.raw`(\s(?:-p|--patch)(?:=|\s*))${WORD}`, "gs");
const ABOUT_SECRETS = /\ssecrets?[\s/]/;

/**
 * The world as a trace carries it: passwords, secret data, node logins and what actions read from standard input are
 * placeholders. A replay takes the real ones from the world file.
 */
export function withoutSecrets(world: World): World {
  return {
    ...world,
    cluster: {
      ...world.cluster,
      objects: world.cluster.objects.map(maskObject),
      ...(world.cluster.state && { state: world.cluster.state.map(maskObject) }),
    },
    registries: world.registries.map((registry) => ({ ...registry, auth: maskAuth(registry.auth) })),
    nodes: world.nodes.map(maskNode),
    actions: world.actions.map(maskAction),
  };
}

/** A kubectl command line without the passwords in its flags, and without the patches of secrets. */
export function maskCommand(line: string): string {
  const masked = line.replace(PASSWORD_FLAG, `$1${MASK}`);
  return ABOUT_SECRETS.test(line) ? masked.replace(PATCH_FLAG, `$1${MASK}`) : masked;
}

/** What a kubelet has noted of pulls holds hashes of logins. */
function maskNode({ pullRecords: _records, ...node }: NodeWorld): NodeWorld {
  return node.dockerConfig === undefined ? node : { ...node, dockerConfig: MASK };
}

function maskAuth(auth: RegistryAuth): RegistryAuth {
  return auth.kind === "none" ? auth : { ...auth, users: auth.users.map((user) => ({ ...user, password: MASK })) };
}

function maskAction(action: WorldAction): WorldAction {
  if (!("run" in action)) return action;
  return { ...action, run: maskCommand(action.run), ...(action.stdin === undefined ? {} : { stdin: MASK }) };
}

/** Secrets lose their values, and every object the annotation in which kubectl keeps what was applied. */
function maskObject(object: KubernetesObject): KubernetesObject {
  const annotations = object.metadata.annotations;
  const key = "kubectl.kubernetes.io/last-applied-configuration";
  const masked = annotations !== undefined && key in annotations ? { ...annotations, [key]: MASK } : annotations;
  const metadata = masked === undefined ? object.metadata : { ...object.metadata, annotations: masked };
  if (object.kind !== "Secret") return { ...object, metadata };
  const { data, stringData, ...rest }: KubernetesObject & { data?: object; stringData?: object } = object;
  return {
    ...rest,
    metadata,
    ...(data === undefined ? {} : { data: maskValues(data) }),
    ...(stringData === undefined ? {} : { stringData: maskValues(stringData) }),
  };
}

function maskValues(values: object): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map((key) => [key, MASK]));
}
