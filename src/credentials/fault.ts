/** A pull secret that counts but does not decode: with it the look-up of all secrets fails. */
export interface CredentialsFault {
  readonly code: "CREDENTIALS_UNDECODABLE";
  /** `namespace/name`. */
  readonly secret: string;
  /** The key of the secret's data that does not decode. */
  readonly dataKey: string;
  /** The error text of Go's decoder, which is all that the kubelet tells. */
  readonly message: string;
}
