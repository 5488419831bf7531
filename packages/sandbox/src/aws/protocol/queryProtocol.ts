import { AwsError } from '../AwsError';
import { AwsResponse } from './AwsRequest';
import { renderContent, renderXml, XmlValue } from './xml';

const NAMESPACES: Record<string, string> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
};

export function queryResult(
  service: string,
  action: string,
  result: { [name: string]: XmlValue } | undefined,
  requestId: string,
): AwsResponse {
  return respond(
    200,
    requestId,
    `<${action}Response xmlns="${NAMESPACES[service]}">${
      result === undefined ? '' : renderXml(`${action}Result`, result)
    }${metadata(requestId)}</${action}Response>`,
  );
}

export function queryError(
  error: AwsError,
  service: string,
  requestId: string,
): AwsResponse {
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  return respond(
    error.status,
    requestId,
    `<ErrorResponse xmlns="${NAMESPACES[service] ?? ''}">${renderXml('Error', {
      Type: type,
      Code: error.code,
      Message: error.message,
    })}${renderContent({ RequestId: requestId })}</ErrorResponse>`,
  );
}

function metadata(requestId: string): string {
  return renderXml('ResponseMetadata', { RequestId: requestId });
}

function respond(status: number, requestId: string, body: string): AwsResponse {
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body,
  };
}
