use rusoto_core::{HttpClient, Region};
use rusoto_credential::ChainProvider;
use rusoto_s3::S3Client;

pub fn client() -> S3Client {
    let provider = ChainProvider::new();
    S3Client::new_with(HttpClient::new().unwrap(), provider, Region::EuWest1)
}
