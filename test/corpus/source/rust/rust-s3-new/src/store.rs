use s3::{creds::Credentials, Bucket, Region};

pub fn bucket(id: &str, secret: &str) -> Bucket {
    let credentials = Credentials::new(Some(id), Some(secret), None, None, None).unwrap();
    Bucket::new("files", Region::EuWest1, credentials).unwrap()
}
