import { Answer } from './send';

/** An error without names and free text: the parts on which the product decides. */
export function refusal({ status, body, headers }: Answer) {
  return plain({
    status,
    reason: body?.reason,
    kind: body?.details?.kind,
    group: body?.details?.group,
    causes: body?.details?.causes?.map(
      ({ field, reason }: { field?: string; reason?: string }) =>
        [field, reason].filter(Boolean).join(': '),
    ),
    retryAfter: headers['retry-after'],
  });
}

/** The status of a success, or the error. */
export function outcome(answer: Answer) {
  return answer.status < 400 ? answer.status : refusal(answer);
}

/** The object without members that are undefined. */
export function plain<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** `managedFields` in short: manager, operation and the names of the data keys, without times. */
export function managers(metadata: any) {
  return (metadata.managedFields ?? []).map((entry: any) =>
    plain({
      manager: entry.manager,
      operation: entry.operation,
      subresource: entry.subresource,
      keys: ['f:data', 'f:binaryData'].flatMap(field =>
        Object.keys(entry.fieldsV1?.[field] ?? {})
          .filter(key => key.startsWith('f:'))
          .map(key => key.slice(2)),
      ),
    }),
  );
}

export function names(answer: Answer): string[] {
  return answer.body.items.map((item: any) => item.metadata.name);
}
