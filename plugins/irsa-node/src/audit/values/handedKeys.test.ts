import { handedKey } from './handedKeys';

const DRIVER = 'spark.kubernetes.driver';

describe('A Secret that a setting names', () => {
  it.each([
    [`${DRIVER}.secretKeyRef.AWS_ACCESS_KEY_ID`, 'aws:id', 'AWS_ACCESS_KEY_ID'],
    ['AIRFLOW__KUBERNETES_SECRETS__AWS_KEY', 'aws=id', 'AWS_KEY'],
    ['accessKey', '{{secret:aws/id}}', 'accessKey'],
    ['accessKey', '{{secret:aws/id:none}}', 'accessKey'],
    ['accessKeyId', 'encrypted:k8s!n:aws!k:id', 'accessKeyId'],
  ])('%s: %s', (setting, value, becomes) => {
    expect(handedKey(setting, value)).toEqual({
      name: 'aws',
      key: 'id',
      becomes,
    });
  });

  it.each([
    [`${DRIVER}.secrets.aws`, '/root/.aws'],
    ['spring.cloud.kubernetes.secrets.name', 'aws'],
    ['SPRING_CLOUD_KUBERNETES_SECRETS_NAME', 'aws'],
    ['quarkus.kubernetes-config.secrets', 'aws'],
  ])('whole: %s', (setting, value) => {
    expect(handedKey(setting, value)).toEqual({ name: 'aws' });
  });

  it.each([
    // A key under a name of Spark that takes a value.
    ['spark.kubernetes.driverEnv.AWS_ACCESS_KEY_ID', 'AKIARTX3GSDSIIUZKVNH'],
    [`${DRIVER}.secretKeyRef.AWS_ACCESS_KEY_ID`, 'AKIARTX3GSDSIIUZKVNH'],
    [`${DRIVER}.secrets.aws`, 'aws'],
    ['AIRFLOW__KUBERNETES_SECRETS__AWS_KEY', 'aws'],
    ['accessKey', '{{aws.accessKey}}'],
    ['accessKey', '{{secret:aws}}'],
    ['password', 'encrypted:s3!b:bucket!f:file!k:id'],
    ['spring.cloud.kubernetes.secrets.name', '${NAME}'],
    ['spring.cloud.kubernetes.secrets.enabled', 'true'],
  ])('none: %s: %s', (setting, value) => {
    expect(handedKey(setting, value)).toBeUndefined();
  });
});
