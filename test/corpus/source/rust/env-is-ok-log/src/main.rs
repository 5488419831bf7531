fn main() {
    info!("static key: {}", std::env::var("AWS_ACCESS_KEY_ID").is_ok());
}
