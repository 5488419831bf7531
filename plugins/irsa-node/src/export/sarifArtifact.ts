/** A file as SARIF names it: relative to the root of the sources where it can be. */
export function toArtifact(file: string) {
  const uri = file
    .split('/')
    .map(part => encodeURIComponent(part))
    .join('/');
  return file.startsWith('/')
    ? { uri: `file://${uri}` }
    : { uri, uriBaseId: '%SRCROOT%' };
}
