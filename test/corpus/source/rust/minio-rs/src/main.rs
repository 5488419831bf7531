use minio::s3::creds::StaticProvider;
use minio::s3::client::ClientBuilder;

fn client(k: &str, s: &str) -> minio::s3::Client {
    let provider = StaticProvider::new(k, s, None);
    ClientBuilder::new("https://s3.amazonaws.com".parse().unwrap()).provider(Some(Box::new(provider))).build().unwrap()
}
