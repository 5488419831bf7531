/** Files that set up frameworks, in which a key can be given. */
const OF_FRAMEWORKS =
  /(^|\/)((application|bootstrap|microprofile-config)[\w.-]*\.(properties|ya?ml|conf)|storage\.ya?ml|config\/(?:services|packages\/[\w/-]+)\.ya?ml|appsettings[\w.-]*\.json|spark-defaults\.conf|(core|hdfs|hive)-site\.xml)$/;
/** Settings of a program itself: `config.yaml`, `config/production.json`. */
const OF_PROGRAMS =
  /(^|\/)(?:(?:config|settings)[\w.-]*|config\/[\w.-]+)\.(?:ya?ml|json|toml|ini|cfg|properties)$/;
/** Settings of software that is given a bucket or a queue of AWS, by its own names of files. */
const OF_SOFTWARE =
  /(^|\/)(?:litestream[\w.-]*\.ya?ml|\.s3cfg|(?:[\w-]+-)?credentials(?:-[\w-]+)?(?:\.ini)?|AwsCredentials\.properties|rclone[\w.-]*\.conf|vector[\w.-]*\.(?:toml|ya?ml)|(?:[\w-]*logstash[\w-]*|(?:logstash|pipelines?)\/[\w.-]+)\.conf|telegraf[\w.-]*\.conf|[\w-]*(?:objstore|objectstore|bucket)[\w-]*\.ya?ml|flink-conf\.ya?ml|(?:fluent|fluentd|fluent-bit|td-agent)[\w-]*\.(?:conf|ya?ml)|pgbackrest[\w.-]*\.conf|(?:loki|tempo|mimir|cortex|thanos)[\w.-]*\.ya?ml|(?:kafka-)?connect(?:ors?)?\/[\w.-]+\.(?:json|properties)|[\w-]+-(?:sink|source|connector)\.(?:json|properties)|catalog\/[\w.-]+\.properties)$/;
/** Templates for people, and settings of tools that build. */
const NOT_IN_USE =
  /(?:^|[/.-])(?:example|sample|template|dist|schema)\b|(^|\/)\.[\w-]+\//i;

const LOCAL =
  /^(?:local|localhost|localstack|minio|test|tests|testing|unittest|it|e2e|ci)$/i;
const DEVELOPMENT = /^(?:dev|development|docker)$/i;

/** A set-up that has a name: `local` is for one machine or tests, `other` may be for one, or for a cluster. */
export type SetUp = 'local' | 'other' | undefined;

export function isSettingsFile(path: string): boolean {
  return (
    OF_FRAMEWORKS.test(path) ||
    ((OF_PROGRAMS.test(path) || OF_SOFTWARE.test(path)) &&
      !NOT_IN_USE.test(path))
  );
}

/** Whether a file sets up software whose keys, by these names, are those of AWS or of a store like S3. */
export function isOfSoftware(path: string): boolean {
  return OF_SOFTWARE.test(path) && !OF_FRAMEWORKS.test(path);
}

/** For which runs a set-up is, by the name of its profile or environment. */
export function setUpOf(name: string): SetUp {
  if (LOCAL.test(name)) {
    return 'local';
  }
  return DEVELOPMENT.test(name) ? 'other' : undefined;
}

/** The same of a file: `application-local.yml`, `appsettings.Development.json`, `config/test.json`, `packages/dev/x.yaml`. */
export function setUpOfFile(path: string): SetUp {
  const stem = /([^/]*)\.\w+$/.exec(path)?.[1] ?? '';
  const environment = /(?:^|\/)config\/packages\/(\w+)\//.exec(path)?.[1];
  return setUpOf(environment ?? stem.split(/[.-]/).at(-1)!);
}
