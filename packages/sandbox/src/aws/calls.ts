/** One call, as it is recorded and as CloudTrail reports it. */
export interface CallRecord {
  /** Milliseconds since the epoch. */
  time: number;
  accountId?: string;
  principalArn?: string;
  accessKeyId?: string;
  service: string;
  /** Name of the API action, for example `GetObject`. */
  action: string;
  region: string;
  errorCode?: string;
  sourceIp: string;
  userAgent: string;
  /** `AIDA…`, `AROA…:session`, or the account of its root. */
  principalId?: string;
  /** For calls with temporary credentials: when and from what the credentials were made. */
  session?: {
    issuedAt: number;
    /** The role or user that they belong to; absent for the root user. */
    issuer?: { name: string; id: string; arn: string };
    webIdentity?: { provider: string };
  };
  /** Names in an IAM or STS call. Documents, tokens and codes are left out. */
  parameters?: Record<string, string>;
  /** For AssumeRoleWithWebIdentity: the subject of the token. */
  webIdentity?: { provider: string; subject: string; audience: string };
  requestId: string;
}

/** A fault for the next calls, for tests of retries. */
export interface Fault {
  /** Signing name of the service, for example `s3`. Default: all services. */
  service?: string;
  action?: string;
  accountId?: string;
  /** How many calls it affects. Default 1. */
  count?: number;
  /**
   * The error to answer with, instead of doing the work. Default for IAM and STS: `Throttling` 400; S3: `SlowDown` 503.
   */
  error?: { code: string; status: number; message?: string };
  /** Waits this many milliseconds first. When there is no `error`, the call is then done. */
  latency?: number;
}

export class Faults {
  private pending: (Fault & { left: number })[] = [];

  add(fault: Fault): void {
    this.pending.push({ ...fault, left: fault.count ?? 1 });
  }

  clear(): void {
    this.pending = [];
  }

  /** Takes the fault that is due for this call, if any, and counts it as used. */
  take(call: {
    service: string;
    action: string;
    accountId?: string;
  }): Fault | undefined {
    const fault = this.pending.find(
      item =>
        item.left > 0 &&
        (item.service ?? call.service) === call.service &&
        (item.action ?? call.action) === call.action &&
        (item.accountId ?? call.accountId) === call.accountId,
    );
    if (fault) {
      fault.left--;
    }
    return fault;
  }
}
