let options = CloudOptions::default().with_aws([
    (AmazonS3ConfigKey::AccessKeyId, conf.id.clone()),
    (AmazonS3ConfigKey::SecretAccessKey, conf.secret.clone()),
    (AmazonS3ConfigKey::Region, "eu-west-1".to_string()),
]);
