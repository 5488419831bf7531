import { IncomingMessage, ServerResponse } from 'node:http';
import { badRequest } from '../ApiError';
import { Pod } from '../types';
import type { ServerParts } from './ServerParts';
import type { ResourceRequest } from './ResourceRequest';

function containerOf(pod: Pod, asked: string | null): string {
  const names = pod.spec.containers.map(container => container.name);
  const initNames = (pod.spec.initContainers ?? []).map(({ name }) => name);
  if (asked) {
    if ([...names, ...initNames].includes(asked)) {
      return asked;
    }
    throw badRequest(
      `container ${asked} is not valid for pod ${pod.metadata.name}`,
    );
  }
  if (names.length === 1) {
    return names[0];
  }
  throw badRequest(
    `a container name must be specified for pod ${
      pod.metadata.name
    }, choose one of: [${names.join(' ')}]`,
  );
}

/** GET pods/NAME/log with container, follow, previous, tailLines, sinceSeconds and timestamps. */
export function servePodLog(
  parts: ServerParts,
  { path, type, query }: ResourceRequest,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const pod = parts.api.get(type, path.namespace, path.name as string) as Pod;
  const { name } = pod.metadata;
  const container = containerOf(pod, query.get('container'));
  if (!pod.spec.nodeName) {
    // The Pod is on no node, so the API server returns an empty log.
    response.writeHead(200, { 'content-type': 'text/plain' }).end();
    return;
  }
  const previous = query.get('previous') === 'true';
  const uid = pod.metadata.uid as string;
  const statuses = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ];
  const status = statuses.find(candidate => candidate.name === container);
  if (previous && !status?.lastState?.terminated) {
    throw badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  if (!parts.logs.has(uid, container)) {
    const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
    throw badRequest(
      `container "${container}" in pod "${name}" is waiting to start: ${reason}`,
    );
  }
  const timestamps = query.get('timestamps') === 'true';
  const render = (line: { time: number; text: string }) =>
    timestamps
      ? `${new Date(line.time).toISOString()} ${line.text}\n`
      : `${line.text}\n`;
  const since = query.get('sinceSeconds');
  const from =
    since === null ? 0 : parts.api.clock.now() - Number(since) * 1000;
  const tail = query.get('tailLines');
  let lines = parts.logs
    .lines(uid, container, previous)
    .filter(line => line.time >= from);
  if (tail !== null) {
    lines = Number(tail) ? lines.slice(-Number(tail)) : [];
  }
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.write(lines.map(render).join(''));
  if (query.get('follow') !== 'true' || previous) {
    response.end();
    return;
  }
  response.flushHeaders();
  const unsubscribe = parts.logs.follow(
    uid,
    container,
    line => response.write(render(line)),
    () => response.end(),
  );
  request.on('close', unsubscribe);
  response.on('close', unsubscribe);
}
