/**
 * The part of a credential that a place holds. `file` is a text with both halves; for `any` the Secret's keys decide.
 */
export type PlacePart = 'id' | 'secret' | 'token' | 'file' | 'any';

/**
 * One place in a custom resource where a credential is written, or a Secret with one is named. Data, no code.
 *
 * A path goes from the object's root, with dots between names and `*` for every element of a list or field of a map:
 * `spec.acme.solvers.*.dns01.route53.accessKeyID`.
 */
export interface CredentialPlace {
  path: string;
  /**
   * `value`: the credential itself is written there. `selector`: a record with `name` and `key`.
   * `secret`: the name of a Secret, or a record with `name`.
   */
  as: 'value' | 'selector' | 'secret';
  part: PlacePart;
  /** Data keys of the Secret, when the resource does not name them. */
  keys?: readonly string[];
  /** Only records whose `field` is this text, for lists of parameters. */
  where?: { field: string; is: string };
}

/** A kind of custom resource that can hold, or point to, a static key. Adopters can add their own. */
export interface CustomResourceRule {
  /** The software that the resource belongs to. */
  software: string;
  /** API group without the version; `core` for ConfigMaps and other kinds without one. */
  group: string;
  kinds: readonly string[];
  /** `aws`: for AWS only; `s3`: any S3 store may be behind it; `otherStore`: never AWS. */
  family: 'aws' | 's3' | 'otherStore';
  places: readonly CredentialPlace[];
  /**
   * Paths of endpoints or URLs that distinguish AWS from other stores. An endpoint counts for the places that share the
   * beginning of its path: in a list of stores, for its own element.
   */
  endpoints?: readonly string[];
  /**
   * Data keys of the Secret that hold the endpoint, for software that stores it there. When they may not be read, names
   * alone do not distinguish AWS from other stores.
   */
  endpointKeys?: readonly string[];
  /** All must hold: the text at `path` is one of these; a missing one is an empty text. */
  when?: readonly { path: string; oneOf: readonly string[] }[];
  /** How to run this software without a key, in one sentence; absent when it needs one. */
  keyless?: string;
  /** Documentation of the fields. */
  source?: string;
}
