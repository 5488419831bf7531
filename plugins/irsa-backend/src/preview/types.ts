import {
  Preview,
  PreviewLink,
  PreviewMethod,
  PreviewRequest,
  UsedCalls,
  UsedServices,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { Access } from '../access/Access';
import { Caller } from '../access/Caller';

export interface RevealedLink {
  url: string;
  method: PreviewMethod;
  expiresAt: string;
}

export interface PreviewSuggestions {
  /** `objects`: a few existing ones, if the identity may list them. */
  buckets: { name: string; prefixes: string[]; objects: string[] }[];
  probePrefix: string;
  maxExpirySeconds: number;
  methods: PreviewMethod[];
}

/** For what a link is handed out. */
export type LinkPurpose = PreviewLink['uses'][0]['purpose'];

/**
 * Makes presigned links with the static key and with the role, sends the requests, and compares the answers. Links are
 * only kept in memory.
 */
export interface PreviewService {
  /**
   * Throws InputError (bucket not in `irsa.preview.buckets`, life too long, key outside the probe prefix for PUT),
   * NotFoundError, TooManyRequestsError, PreviewRefusedError (not an owner; a bucket of others).
   */
  create(request: PreviewRequest, caller: Caller): Promise<Preview>;
  /**
   * The link itself, until it expires and while this process knows it. Throws NotFoundError afterwards, and
   * PreviewRefusedError for who is no owner any more.
   */
  reveal(
    previewId: string,
    linkId: string,
    caller: Caller,
    purpose: LinkPurpose,
  ): Promise<RevealedLink>;
  /** The workload of a link. Throws NotFoundError as `reveal` does. */
  linkedWorkload(
    previewId: string,
    linkId: string,
    caller: Caller,
  ): WorkloadRef;
  /** Who made which links, without the links; the newest first. */
  links(filter: {
    workloadId?: string;
    access: Access;
  }): Promise<PreviewLink[]>;
  /** Throws NotFoundError and PreviewRefusedError. */
  suggestions(workloadId: string, caller: Caller): Promise<PreviewSuggestions>;
  /**
   * What the user of the workload's key has really used, beside what the role may do.
   *
   * @param planId - a plan of the workload; its policy is compared while there is no role
   *
   * Throws NotFoundError (also when it is not known whose key it is), InputError (a plan of another service),
   * TooManyRequestsError, PreviewRefusedError, AccountError.
   */
  usedServices(
    workloadId: string,
    planId: string | undefined,
    caller: Caller,
  ): Promise<UsedServices>;
  /**
   * Makes harmless calls with the old key and with the role, for resources that their policies name.
   *
   * @param planId - a plan of the workload; its policy is simulated while there is no role
   *
   * Throws NotFoundError, InputError (a plan of another service), TooManyRequestsError, PreviewRefusedError, and NotAllowedError where
   * `irsa.preview.calls` is off.
   */
  usedCalls(
    workloadId: string,
    planId: string | undefined,
    caller: Caller,
  ): Promise<UsedCalls>;
}
