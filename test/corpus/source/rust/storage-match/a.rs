async fn open(conf: &Conf) -> Box<dyn Store> {
    match conf.storage {
        Storage::S3 => {
            let shared = aws_config::defaults(BehaviorVersion::latest())
                .credentials_provider(Credentials::new(&conf.id, &conf.secret, None, None, "svc"))
                .load()
                .await;
            Box::new(S3Store::new(&shared))
        }
        Storage::Disk => Box::new(Disk::new(&conf.path)),
    }
}
