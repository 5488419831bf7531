/** An error that the gate itself answers with, in the words of AWS. */
export class GateRefusal extends Error {
  /**
   * @param status HTTP status
   * @param code AWS error code, for example `InvalidIdentityToken`
   */
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = 'GateRefusal';
  }
}

export interface RefusalAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const QUERY_SERVICES = ['iam', 'sts'];

/**
 * An error in the format of the service: the query protocol's XML for IAM and STS, S3's XML with the error as its root,
 * JSON for all others. Sources:
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
 * https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
 */
export function refusalAnswer(
  service: string,
  { status, code, message }: GateRefusal,
): RefusalAnswer {
  const error = `<Code>${escape(code)}</Code><Message>${escape(
    message,
  )}</Message>`;
  if (QUERY_SERVICES.includes(service)) {
    const fault = status < 500 ? 'Sender' : 'Receiver';
    return {
      status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse><Error><Type>${fault}</Type>${error}</Error><RequestId>gate</RequestId></ErrorResponse>`,
    };
  }
  if (service === 's3') {
    return {
      status,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${error}<RequestId>gate</RequestId></Error>`,
    };
  }
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}

function escape(text: string): string {
  return text.replace(/[<>&]/g, each => `&#${each.charCodeAt(0)};`);
}
