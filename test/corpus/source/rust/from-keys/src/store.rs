use std::env;

pub fn keys() -> Credentials {
    Credentials::from_keys(
        env::var("AWS_ACCESS_KEY_ID").expect("key"),
        std::env::var("AWS_SECRET_ACCESS_KEY").unwrap(),
        None,
    )
}
