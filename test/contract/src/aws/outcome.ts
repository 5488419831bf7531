/** `ok`, or `CODE/STATUS` of the error, with the code of the service. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    const { name, Code, $metadata } = error as Error & {
      Code?: string;
      $metadata?: { httpStatusCode?: number };
    };
    if (!$metadata?.httpStatusCode) {
      throw error;
    }
    return `${Code ?? name}/${$metadata.httpStatusCode}`;
  }
}

/** The same for a link opened without any client. */
export async function fetched(url: string, method = 'GET'): Promise<string> {
  const response = await fetch(url, { method });
  const text = await response.text();
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
  return response.ok ? 'ok' : `${code}/${response.status}`;
}
