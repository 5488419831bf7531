/** Files that set up frameworks, in which a key can be given. */
const OF_FRAMEWORKS =
  /(^|\/)((application|bootstrap|microprofile-config)[\w.-]*\.(properties|ya?ml|conf)|storage\.ya?ml|config\/(?:services|packages\/[\w/-]+)\.ya?ml|appsettings[\w.-]*\.json|spark-defaults\.conf|(core|hdfs|hive)-site\.xml)$/;
/** Settings of a program itself: `config.yaml`, `config/production.json`. */
const OF_PROGRAMS =
  /(^|\/)(?:(?:config|settings)[\w.-]*|config\/[\w.-]+)\.(?:ya?ml|json|toml|ini|cfg|properties)$/;
/** Settings of software that is given a bucket or a queue of AWS, by its own names of files. */
const OF_SOFTWARE =
  /(^|\/)(?:litestream[\w.-]*\.ya?ml|\.dvc\/config(?:\.local)?|\.pyiceberg\.ya?ml|\.s3cfg|(?:[\w-]+-)?credentials(?:-[\w-]+)?(?:\.ini)?|AwsCredentials\.properties|rclone[\w.-]*\.conf|vector[\w.-]*\.(?:toml|ya?ml)|(?:[\w-]*logstash[\w-]*|(?:logstash|pipelines?)\/[\w.-]+)\.conf|telegraf[\w.-]*\.conf|[\w-]*(?:objstore|objectstore|bucket)[\w-]*\.ya?ml|flink-conf\.ya?ml|(?:fluent|fluentd|fluent-bit|td-agent)[\w-]*\.(?:conf|ya?ml)|pgbackrest[\w.-]*\.conf|(?:loki|tempo|mimir|cortex|thanos)[\w.-]*\.ya?ml|(?:kafka-)?connect(?:ors?)?\/[\w.-]+\.(?:json|properties)|[\w-]+-(?:sink|source|connector)\.(?:json|properties)|catalog\/[\w.-]+\.properties|exchange-manager\.properties|s3proxy[\w.-]*\.(?:conf|properties)|[\w-]*kcl[\w-]*\.properties|(?:\.?bootstrap|redpanda[\w.-]*)\.ya?ml|quickwit[\w.-]*\.ya?ml|log4j2?[\w.-]*\.xml|config\/project\/[\w.\/-]+\.ya?ml|(?:prometheus|alertmanager|filebeat|metricbeat|functionbeat)[\w.-]*\.ya?ml|datasources\/[\w.-]+\.ya?ml|config\.d\/[\w.-]+\.xml|logback[\w.-]*\.xml|nlog[\w.-]*\.config)$/i;
/** Software with keys of other things in the same file: there the names of settings have to speak of AWS. */
const OF_MIXED_SOFTWARE =
  /(^|\/)(?:harbor[\w.-]*\.ya?ml|app-config[\w.-]*\.ya?ml|(?:elasticsearch|opensearch|milvus)[\w.-]*\.ya?ml|(?:seaweedfs|\.seaweedfs)\/[\w.-]+\.toml|app\.ini|(?:rails|gitlab)[\w.-]*\.ya?ml|(?:boto\.cfg|\.boto)|\.?wal-?g[\w.-]*\.(?:json|ya?ml)|barman(?:\.d\/[\w.-]+)?\.conf|profiles\.ya?ml|grafana[\w.-]*\.ini|connections\.(?:ya?ml|json)|supervisord?[\w.-]*\.conf|supervisor\/conf\.d\/[\w.-]+\.conf|aws\/config|(?:[Ww]eb|[Aa]pp)(?:\.\w+)?\.config)$/;
/** Variables, as a tool or an image reads them from a file. */
const OF_VARIABLES = /(^|\/)(?:\.env(?:\.[\w-]+)*|[\w-]+\.env)$/;
/** Templates for people, and settings of tools that build. */
const NOT_IN_USE =
  /(?:^|[/.-])(?:example|sample|template|dist|schema)\b|(^|\/)\.(?!dvc\/config)[\w-]+\//i;

const LOCAL =
  /^(?:local|localhost|localstack|minio|test|tests|testing|unittest|it|e2e|ci)$/i;
const DEVELOPMENT = /^(?:dev|development|docker)$/i;

/** A set-up that has a name: `local` is for one machine or tests, `other` may be for one, or for a cluster. */
export type SetUp = 'local' | 'other' | undefined;

export function isSettingsFile(path: string): boolean {
  return (
    OF_FRAMEWORKS.test(path) ||
    ([OF_PROGRAMS, OF_SOFTWARE, OF_MIXED_SOFTWARE, OF_VARIABLES].some(each =>
      each.test(path),
    ) &&
      !NOT_IN_USE.test(path))
  );
}

/** Whether a file sets up software whose keys, by these names, are those of AWS or of a store like S3. */
export function isOfSoftware(path: string): boolean {
  return (
    (OF_SOFTWARE.test(path) || /(^|\/)aws\/config$/.test(path)) &&
    !OF_FRAMEWORKS.test(path)
  );
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
  const variables = /(?:^|\/)\.env(?:\.([\w-]+))?[\w.-]*$/.exec(path);
  if (variables) {
    return variables[1] ? setUpOf(variables[1]) : 'other';
  }
  const stem = /([^/]*)\.\w+$/.exec(path)?.[1] ?? '';
  const environment = /(?:^|\/)config\/packages\/(\w+)\//.exec(path)?.[1];
  return setUpOf(environment ?? stem.split(/[.-]/).at(-1)!);
}
