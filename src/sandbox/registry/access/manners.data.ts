import type { RegistryManner } from "../../../kinds/index.ts";

/** An answer in a registry's own words; `{repository}`, `{reference}`, `{account}` are filled in. */
export interface MannerAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What a registry answers otherwise than the distribution project's; what is absent is as there. */
export interface Manner {
  /** Where the token service is, on the registry's own host. */
  readonly tokenPath?: string;
  /** The token service to whom it grants nothing: without a login, with one that is good, with one that is not. */
  readonly anonymous?: MannerAnswer;
  readonly stranger?: MannerAnswer;
  readonly wrongLogin?: MannerAnswer;
  /** The registry to a token or login that does not allow what is asked, and to a login that was good once. */
  readonly denied?: MannerAnswer;
  readonly expired?: MannerAnswer;
  readonly noRepository?: MannerAnswer;
  readonly noTag?: MannerAnswer;
}

const GHCR_DENIED = { status: 403, code: "DENIED", message: "denied" };
const ACR_UNAUTHORIZED = {
  status: 401,
  code: "UNAUTHORIZED",
  message: "authentication required, visit https://aka.ms/acr/authorization for more information.",
};
const GAR_DENIED = {
  status: 403,
  code: "DENIED",
  message:
    'Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "{repository}" (or it may not exist)',
};
const GITLAB_DENIED = { status: 403, code: "DENIED", message: "access forbidden" };
const QUAY_DENIED = {
  status: 401,
  code: "UNAUTHORIZED",
  message: "access to the requested resource is not authorized",
};
const HARBOR_DENIED = {
  status: 401,
  code: "UNAUTHORIZED",
  message:
    "unauthorized to access repository: {repository}, action: pull: unauthorized to access repository: {repository}, action: pull",
};

/** Words and statuses as users have published them: of each there is a message in the corpus, by its id. */
const MANNERS: Readonly<Record<RegistryManner, Manner>> = {
  distribution: {},
  "docker-hub": {},
  // m03afd50a, m2c9b12d2, m15d6748f
  ghcr: { tokenPath: "/token", anonymous: GHCR_DENIED, stranger: GHCR_DENIED, wrongLogin: GHCR_DENIED },
  // mfdc608e5, mb392f9b3
  quay: { tokenPath: "/v2/auth", denied: QUAY_DENIED },
  // m5c36183b, md326eff1
  acr: {
    tokenPath: "/oauth2/token",
    anonymous: ACR_UNAUTHORIZED,
    stranger: ACR_UNAUTHORIZED,
    wrongLogin: ACR_UNAUTHORIZED,
  },
  // m7efc3f20, mdaf77d68
  gar: {
    tokenPath: "/v2/token",
    anonymous: {
      status: 403,
      code: "DENIED",
      message:
        'Unauthenticated request. Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "{repository}" (or it may not exist)',
    },
    stranger: GAR_DENIED,
  },
  // mbc2b2a3d, m310b75a1, mf5df2b9a, m19835498
  ecr: {
    denied: { status: 403, code: "DENIED", message: "User is not authorized to perform: ecr:BatchGetImage" },
    expired: {
      status: 403,
      code: "DENIED",
      message: "Your authorization token has expired. Reauthenticate and try again.",
    },
    noRepository: {
      status: 404,
      code: "NAME_UNKNOWN",
      message: "The repository with name '{repository}' does not exist in the registry with id '{account}'",
    },
    noTag: { status: 404, code: "MANIFEST_UNKNOWN", message: "Requested image not found" },
  },
  // m00b7465c, maad5d7fb
  harbor: {
    tokenPath: "/service/token",
    denied: HARBOR_DENIED,
    noTag: { status: 404, code: "NOT_FOUND", message: "artifact {repository}:{reference} not found" },
  },
  // m6d3d9d27
  gitlab: { tokenPath: "/jwt/auth", anonymous: GITLAB_DENIED, stranger: GITLAB_DENIED, wrongLogin: GITLAB_DENIED },
};

const BY_HOST: readonly (readonly [pattern: RegExp, manner: RegistryManner])[] = [
  [/^docker\.io$/, "docker-hub"],
  [/^ghcr\.io$/, "ghcr"],
  [/^quay\.io$/, "quay"],
  [/\.azurecr\.io$/, "acr"],
  [/(?:^|\.)gcr\.io$|-docker\.pkg\.dev$/, "gar"],
  [/\.dkr\.ecr\.[\w-]+\.amazonaws\.com(?:\.cn)?$/, "ecr"],
  [/^registry\.gitlab\.com$/, "gitlab"],
];

/** How a registry of this name answers, unless the world says. */
export function mannerOf({ host, like }: { readonly host: string; readonly like?: RegistryManner }): Manner {
  return MANNERS[like ?? BY_HOST.find(([pattern]) => pattern.test(host))?.[1] ?? "distribution"];
}
