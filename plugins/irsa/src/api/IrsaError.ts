import { Drift } from 'backstage-plugin-irsa-common';

interface ErrorBody {
  error?: {
    name?: string;
    message?: string;
    permission?: string;
    contact?: string;
    changedSince?: Drift[];
    newPlanId?: string;
    migrationId?: string;
  };
}

/** An answer of the backend that is not a success, with what the UI needs to say what to do. */
export class IrsaError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly permission?: string;
  readonly contact?: string;
  readonly changedSince?: Drift[];
  readonly newPlanId?: string;
  readonly migrationId?: string;
  readonly requestId?: string;

  private constructor(
    message: string,
    options: {
      name: string;
      status: number;
      body?: ErrorBody['error'];
      requestId?: string;
    },
  ) {
    super(message);
    this.name = options.name;
    this.status = options.status;
    this.permission = options.body?.permission;
    this.contact = options.body?.contact;
    this.changedSince = options.body?.changedSince;
    this.newPlanId = options.body?.newPlanId;
    this.migrationId = options.body?.migrationId;
    this.requestId = options.requestId;
  }

  static fromBody(body: unknown, response: Response): IrsaError {
    const error = (body as ErrorBody | undefined)?.error;
    return new IrsaError(
      error?.message ?? `The portal answered ${response.status}`,
      {
        name: error?.name ?? 'ResponseError',
        status: response.status,
        body: error,
        requestId: response.headers.get('x-request-id') ?? undefined,
      },
    );
  }

  static from(cause: unknown): IrsaError {
    if (cause instanceof IrsaError) {
      return cause;
    }
    const message = cause instanceof Error ? cause.message : String(cause);
    return new IrsaError(message, { name: 'NetworkError', status: 0 });
  }
}
