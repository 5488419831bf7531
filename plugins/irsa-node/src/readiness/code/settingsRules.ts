/** Files that set up frameworks, in which a key can be given. */
const SETTINGS_FILE =
  /(^|\/)((application|bootstrap)[\w-]*\.(properties|ya?ml)|storage\.ya?ml|spark-defaults\.conf|(core|hdfs|hive)-site\.xml)$/;

/** Spring Cloud AWS, Quarkus, Rails' Active Storage, Spark and Hadoop. A value that is empty by default is none. */
export const SETTINGS_WITH_KEYS =
  /(?:\bcredentials[\w.-]*\.(?:access-?key(?:-?id)?|secret-?key|static-provider[\w.-]*)|\baws\.(?:accessKeyId|secretKey|secretAccessKey)|\bfs\.s3a?\.(?:access\.key|secret\.key)|^\s+(?:access[-_]?key(?:[-_]?id)?|secret[-_]?(?:access[-_]?)?key))\s*(?:[=:]|<\/name>\s*<value>|\s)\s*(?!\s*$|["']{2}|\$\{[^}]*:\})\S/gim;

export function isSettingsFile(path: string): boolean {
  return SETTINGS_FILE.test(path);
}
