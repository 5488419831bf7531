fn main() {
    if std::env::var("AWS_ACCESS_KEY_ID").is_ok() {
        warn!("a static key is set");
    }
}
