/** A Secret, or one data key of it, that a setting names as a text. */
export interface HandedKey {
  /** Of the Secret. */
  name: string;
  /** Absent: all of it. */
  key?: string;
  /** What the key becomes: a variable or a property. */
  becomes?: string;
}

const OBJECT = '[a-z\\d][a-z\\d.-]{0,252}';
/** https://spark.apache.org/docs/latest/running-on-kubernetes.html#secret-management */
const SPARK_VARIABLE =
  /^spark\.kubernetes\.\w{1,20}\.secretKeyRef\.(\w{1,80})$/;
const SPARK_VOLUME = new RegExp(
  `^spark\\.kubernetes\\.\\w{1,20}\\.secrets\\.(${OBJECT})$`,
);
const NAME_AND_KEY = new RegExp(`^(${OBJECT}):([\\w.-]{1,253})$`);
/** https://airflow.apache.org/docs/apache-airflow/1.10.15/configurations-ref.html#kubernetes-secrets */
const AIRFLOW = /^AIRFLOW__KUBERNETES_SECRETS__(\w{1,80})$/;
const NAME_IS_KEY = new RegExp(`^(${OBJECT})=([\\w.-]{1,253})$`);
/** https://camel.apache.org/manual/using-propertyplaceholder.html */
const CAMEL = new RegExp(
  `^\\{\\{secret:(${OBJECT})/([\\w.-]{1,253})(?::[^}]{0,200})?\\}\\}$`,
);

/** https://spinnaker.io/docs/reference/halyard/secrets/kubernetes-secrets/ */
const SPINNAKER = new RegExp(
  `^encrypted(?:File)?:k8s!n:(${OBJECT})!k:([\\w.-]{1,253})$`,
);
/**
 * Programs that read a Secret through the API, all of it: https://docs.spring.io/spring-cloud-kubernetes/reference/property-source-config/secrets-propertysource.html,
 * https://quarkus.io/guides/kubernetes-config
 */
const READ_WHOLE =
  /^(spring\.cloud\.kubernetes\.secrets\.(name|sources\[\d+\]\.name)|quarkus\.kubernetes-config\.secrets|SPRING_CLOUD_KUBERNETES_SECRETS_NAME|QUARKUS_KUBERNETES_CONFIG_SECRETS)$/;
const ONE_OBJECT = new RegExp(`^${OBJECT}$`);

/**
 * The Secret that a setting of Spark, Airflow, Camel, Spinnaker, Spring or Quarkus takes a value from; `undefined` for other
 * settings. Pure.
 */
export function handedKey(
  setting: string,
  value: string,
): HandedKey | undefined {
  if (value.startsWith('{{secret:')) {
    return taken(CAMEL.exec(value), setting);
  }
  if (value.startsWith('encrypted')) {
    return taken(SPINNAKER.exec(value), setting);
  }
  if (READ_WHOLE.test(setting)) {
    return ONE_OBJECT.test(value) ? { name: value } : undefined;
  }
  if (setting.startsWith('spark.kubernetes.')) {
    const [, volume] = SPARK_VOLUME.exec(setting) ?? [];
    const [, variable] = SPARK_VARIABLE.exec(setting) ?? [];
    return volume && value.startsWith('/')
      ? { name: volume }
      : taken(variable ? NAME_AND_KEY.exec(value) : null, variable);
  }
  const [, variable] = AIRFLOW.exec(setting) ?? [];
  return variable ? taken(NAME_IS_KEY.exec(value), variable) : undefined;
}

function taken(
  found: RegExpExecArray | null,
  becomes: string,
): HandedKey | undefined {
  return found ? { name: found[1], key: found[2], becomes } : undefined;
}
