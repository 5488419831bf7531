import { BlastRadius } from '../api';
import { NamedPolicy } from '../policy';
import { TrustReviewContext } from '../trust';

/**
 * Who asks what it can become. A workload is its ServiceAccount; a repository is anything that runs in it.
 *
 * @public
 */
export type RoleSeeker =
  | {
      kind: 'serviceAccount';
      /** Of its cluster, with or without `https://`. */
      issuer: string;
      namespace: string;
      name: string;
    }
  | {
      kind: 'repository';
      /** `owner/repository` at GitHub. */
      repository: string;
      /** Default: that of github.com. */
      issuer?: string;
      /**
       * Only jobs whose tokens are of this: after `repo:owner/repository:`, as `ref:refs/heads/main` or `environment:production`. Default:
       * all jobs.
       */
      job?: string;
    }
  | { kind: 'role'; arn: string };

/**
 * A role as it was read.
 *
 * @public
 */
export interface ChainRole {
  arn: string;
  name: string;
  accountId: string;
  /** Trust policy: text, URL-encoded or parsed. */
  trust: unknown;
  context: TrustReviewContext;
  /** Inline and attached. Absent: not read, or not all of them. */
  policies?: NamedPolicy[];
  /** Whether a permissions boundary limits it, whose text is not known. */
  hasBoundary?: boolean;
}

/**
 * How sure it is. `certain`: by everything that was read; `conditional`: conditions of the request decide too, or only some of the
 * tokens get in; `notKnown`: something that decides was not read.
 *
 * @public
 */
export type Certainty = 'certain' | 'conditional' | 'notKnown';

/**
 * One role is assumed: what that rests on, and how sure it is. `token`: the trust policy lets tokens of the seeker in; `trustPolicy`: it
 * lets the role before in, which needs no right of its own; `bothPolicies`: it does, and policies of the role before allow the call.
 *
 * @public
 */
export interface ChainStep {
  restsOn: 'token' | 'trustPolicy' | 'bothPolicies';
  certainty: Certainty;
}

/**
 * A role that can be reached.
 *
 * @public
 */
export interface ReachedRole {
  arn: string;
  name: string;
  accountId: string;
  /** ARN of the role from which it is assumed. Absent: by the seeker itself. */
  via?: string;
  /** Number of roles that are assumed one after the other; 1 by the seeker itself. */
  steps: number;
  /** Of the whole way. */
  certainty: Certainty;
  /** The last step of the way, by which this role is assumed. */
  lastStep: ChainStep;
  /** What it may do. Absent: not read. */
  may?: BlastRadius;
}
