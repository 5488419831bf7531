use s3::creds::Credentials;

fn bucket(id: &str, secret: &str) -> Box<Bucket> {
    let keys = Credentials::new(Some(id), Some(secret), None, None, None).unwrap();
    Bucket::new("b", Region::EuWest1, keys).unwrap()
}
