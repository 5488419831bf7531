/** One call as the record of calls keeps it, and CloudTrail tells it. */
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
  /** For calls with temporary credentials: when they were made, out of what. */
  session?: {
    issuedAt: number;
    /** The role or user they are of; absent for the root user. */
    issuer?: { name: string; id: string; arn: string };
    webIdentity?: { provider: string };
  };
  /** Names of what an IAM or STS call is about: never documents, tokens or codes. */
  parameters?: Record<string, string>;
  /** For AssumeRoleWithWebIdentity: who the token was about. */
  webIdentity?: { provider: string; subject: string; audience: string };
  requestId: string;
}

/** What the next calls are answered with, for tests of retries. */
export interface Fault {
  /** Signing name, for example `s3`; all when absent. */
  service?: string;
  action?: string;
  accountId?: string;
  /** How many calls it hits. Default 1. */
  count?: number;
  /** Answer this instead of doing the work. Default for IAM and STS: `Throttling` 400; S3: `SlowDown` 503. */
  error?: { code: string; status: number; message?: string };
  /** Wait this many milliseconds first. With it and no `error`, the call is then done. */
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

  /** The fault for this call, if one is due; it counts as used. */
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
