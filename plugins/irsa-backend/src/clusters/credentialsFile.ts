/** The default profile (or the first with keys) of a shared credentials file, values included: for `readSecret` only. */
export function parseCredentialsFile(
  text: string,
): Record<string, string> | undefined {
  const profiles = new Map<string, Record<string, string>>();
  let current: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line);
    const pair = /^\s*([A-Za-z_][\w.-]*)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (section) {
      current = {};
      profiles.set(section[1], current);
    } else if (pair && current && !/^\s*[#;]/.test(line)) {
      current[pair[1].toLowerCase()] = pair[2];
    }
  }
  const withKeys = [...profiles.values()].find(
    profile => profile.aws_access_key_id ?? profile.access_key,
  );
  const byDefault = profiles.get('default');
  return byDefault?.aws_access_key_id ? byDefault : withKeys;
}
