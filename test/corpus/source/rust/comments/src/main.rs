/* Credentials::new(id, secret, None, None, "x") was here. */
const HELP: &str = r#"
    Credentials::from_keys(id, secret, None)
    env::var("AWS_ACCESS_KEY_ID")
"#;

/// Not `EnvironmentVariableCredentialsProvider::new()`.
fn main() {} // Credentials::new(
