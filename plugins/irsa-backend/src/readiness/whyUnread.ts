/**
 * Why a source could not be read, and what to do, in our own words: messages of the reader may quote addresses with
 * credentials.
 */
export function whyUnread(error: unknown): string {
  const { name, message } = error as Error;
  switch (name) {
    case 'NotFoundError':
      return 'There is nothing at that address, or the portal may not see it. Look at the annotation backstage.io/source-location and at the token of the integration.';
    case 'NotAllowedError':
    case 'AuthenticationError':
      return 'The portal may not read it. Configure an integration for its host, or add the host to backend.reading.allow.';
    case 'InputError':
      return /^It(s source)? (has|is) /.test(message)
        ? message
        : 'The address cannot be read. Look at the annotation backstage.io/source-location.';
    case 'TimeoutError':
    case 'AbortError':
      return 'Reading it took longer than a minute. Try again, or point backstage.io/source-location at the folder of the service.';
    default:
      return 'Its host did not answer as expected. Try again; the log of the backend names the kind of error.';
  }
}
