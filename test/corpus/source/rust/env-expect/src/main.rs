fn main() {
    let id = std::env::var("AWS_ACCESS_KEY_ID").expect("AWS_ACCESS_KEY_ID is not set");
    let secret = std::env::var("AWS_SECRET_ACCESS_KEY").unwrap();
    run(id, secret);
}
