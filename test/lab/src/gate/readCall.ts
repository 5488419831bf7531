/** A call to AWS as far as the gate has to understand it. */
export interface AwsCall {
  /** `iam`, `sts`, `s3`, … */
  service: string;
  /** Action of the query protocol. */
  action?: string;
  /** Its parameters, from the body and the query string together. */
  form?: URLSearchParams;
  /** An exchange of a web identity token in a form in which the gate does not read the token. */
  uncheckable: boolean;
}

export interface RawCall {
  method?: string;
  url?: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Reads what is asked of which service. Never throws: what is not understood is for the emulator to refuse. */
export function readCall(raw: RawCall): AwsCall {
  const form = formOf(raw);
  const action = form?.get('Action') ?? undefined;
  return {
    service: serviceOf(raw, action),
    action,
    form,
    // The emulator takes the same call as JSON too.
    uncheckable: /WebIdentity/i.test(String(raw.headers['x-amz-target'] ?? '')),
  };
}

/** With the query string before the body, as the emulator has it; two readings of one call would be a way past the gate. */
function formOf({ method, url = '/', headers, body }: RawCall) {
  const mark = url.indexOf('?');
  const form = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  const isForm = String(headers['content-type'] ?? '').startsWith(
    'application/x-www-form-urlencoded',
  );
  if (method === 'POST' && isForm) {
    const inQuery = new Set(form.keys());
    for (const [name, value] of new URLSearchParams(body.toString())) {
      if (!inQuery.has(name)) {
        form.append(name, value);
      }
    }
    return form;
  }
  return form.has('Action') ? form : undefined;
}

/** By the scope of the signature: `…/REGION/SERVICE/aws4_request`. */
function serviceOf({ headers, url }: RawCall, action: string | undefined) {
  const scope = /\/([a-z0-9-]+)(?:\/|%2F)aws4_request/.exec(
    `${headers.authorization ?? ''} ${url}`,
  );
  if (scope) {
    return scope[1];
  }
  return action?.startsWith('AssumeRole') ? 'sts' : 's3';
}
