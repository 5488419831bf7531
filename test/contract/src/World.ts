import { GitHostWorld } from './git/GitHostWorld';

/** The implementation under test: our own sandbox, or programs that others wrote. */
export type WorldName = 'sandbox' | 'lab';

/** A cluster and an AWS account that trusts its issuer, reachable over HTTP on loopback. */
export interface World {
  name: WorldName;
  kubernetes: {
    /** `https://127.0.0.1:PORT`. */
    server: string;
    caPem: string;
    /** YAML; one context, for an administrator (`system:masters`). */
    kubeconfig: string;
    /** Issuer of ServiceAccount tokens: an https URL, as `iss` has it. */
    issuer: string;
    /** Signs a token with any claims with the cluster's key, also claims that no API server would issue. */
    signToken(claims: object): string;
  };
  aws: {
    /** IAM, STS and S3. */
    endpoint: string;
    region: string;
    accountId: string;
    /** A principal of this account that may do everything. */
    accessKeyId: string;
    secretAccessKey: string;
  };
  /** A Git host with Gitea's REST API. It is closed with the world. */
  openGitHost(): Promise<GitHostWorld>;
  /** Moves the clock of AWS and the cluster; absent when time cannot be set. */
  advance?(milliseconds: number): void;
  /** Makes the cluster drop its history, as the API server does every few minutes. */
  forgetHistory?(): Promise<void>;
  close(): Promise<void>;
}
