import { PreviewMethod } from 'backstage-plugin-irsa-common';

/** The call as a curl command; the link is in single quotes so that the shell leaves `&` and `$` alone. */
export function curlCommand(method: PreviewMethod, url: string): string {
  const quoted = `'${url.replaceAll("'", `'\\''`)}'`;
  switch (method) {
    case 'HEAD':
      return `curl -sS -I ${quoted}`;
    case 'PUT':
      return `curl -sS -D- -o /dev/null -T ./file ${quoted}`;
    default:
      return `curl -sS -D- -o /dev/null ${quoted}`;
  }
}
