/** The parts of a call to AWS that the gate reads. */
export interface AwsCall {
  /** `iam`, `sts`, `s3`, … */
  service: string;
  /** Action of the query protocol. */
  action?: string;
  /** Its parameters, from the body and the query string together. */
  form?: URLSearchParams;
  /** Whether the call exchanges a web identity token in a form that the gate does not read. */
  uncheckable: boolean;
}

export interface RawCall {
  method?: string;
  url?: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Reads the service and the action of a call. Never throws: the emulator refuses calls that are not understood. */
export function readCall(raw: RawCall): AwsCall {
  const form = formOf(raw);
  const action = form?.get('Action') ?? undefined;
  return {
    service: serviceOf(raw, action),
    action,
    form,
    // The emulator also accepts the same call as JSON.
    uncheckable: /WebIdentity/i.test(String(raw.headers['x-amz-target'] ?? '')),
  };
}

/** The query string comes before the body, as in the emulator. A different reading would open a way around the gate. */
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

/** The service in the scope of the signature: `…/REGION/SERVICE/aws4_request`. */
function serviceOf({ headers, url }: RawCall, action: string | undefined) {
  const scope = /\/([a-z0-9-]+)(?:\/|%2F)aws4_request/.exec(
    `${headers.authorization ?? ''} ${url}`,
  );
  if (scope) {
    return scope[1];
  }
  return action?.startsWith('AssumeRole') ? 'sts' : 's3';
}
