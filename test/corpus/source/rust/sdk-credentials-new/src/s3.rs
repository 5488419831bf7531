let credentials = Credentials::new(&conf.id, &conf.secret, None, None, "svc");
let config = aws_sdk_s3::Config::builder()
    .region(Region::new("eu-west-1"))
    .credentials_provider(credentials)
    .build();
