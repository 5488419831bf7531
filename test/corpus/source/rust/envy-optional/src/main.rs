use serde::Deserialize;

#[derive(Deserialize)]
struct Env {
    aws_access_key_id: Option<String>,
    aws_secret_access_key: Option<String>,
}

fn main() {
    let env: Env = envy::from_env().unwrap();
}
