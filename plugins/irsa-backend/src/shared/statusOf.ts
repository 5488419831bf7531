const STATUS_BY_NAME: Record<string, number> = {
  NotFoundError: 404,
  ConflictError: 409,
  NotAllowedError: 403,
  AuthenticationError: 401,
  ServiceUnavailableError: 503,
};

/** The HTTP status in an error of the cluster's or the account's client. */
export function statusOf(error: unknown): number | undefined {
  const fields = (error ?? {}) as {
    name?: string;
    code?: unknown;
    status?: unknown;
    statusCode?: unknown;
    details?: { status?: unknown };
    $metadata?: { httpStatusCode?: number };
  };
  for (const value of [
    fields.details?.status,
    fields.statusCode,
    fields.status,
    fields.code,
    fields.$metadata?.httpStatusCode,
  ]) {
    if (typeof value === 'number') {
      return value;
    }
  }
  return fields.name ? STATUS_BY_NAME[fields.name] : undefined;
}
