use rusoto_credential::EnvironmentProvider;

fn client() -> S3Client {
    S3Client::new_with(HttpClient::new().unwrap(), EnvironmentProvider::default(), Region::EuWest1)
}
