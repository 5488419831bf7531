use object_store::{parse_url_opts, ObjectStore};
use url::Url;

pub fn open(url: &Url, id: &str, secret: &str) -> Box<dyn ObjectStore> {
    let options = [
        ("aws_region", "eu-west-1"),
        ("aws_access_key_id", id),
        ("aws_secret_access_key", secret),
    ];
    parse_url_opts(url, options).unwrap().0
}
